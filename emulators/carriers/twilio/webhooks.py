"""Webhook requests as Twilio makes them: signed, followed where they are redirected to, tried again as their URL says."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from emulators.core.inbound_call import Delivery, DeliveryResult, received_url

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
MOST_REDIRECTS = 10
TO_GET = frozenset({301, 302, 303})
"""Redirects after which a browser makes a GET of a POST."""

REDIRECTS = TO_GET | {307, 308}


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """One message for the owner of a number. `idempotency` is the same for every request that is made for it."""

    purpose: str
    method: str
    url: str
    params: Mapping[str, str]
    token: str
    idempotency: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the fragment of a webhook's URL says of its connection; what is wrong or missing is Twilio's default.

    `retries` is how often a request is made again, `policy` after which failures. The timeouts are seconds.
    """

    retries: int
    policy: frozenset[str]
    connect: float
    read: float

    @classmethod
    def of(cls, url: str) -> Overrides:
        """Returns the overrides in the fragment of this URL."""
        given = dict(parse_qsl(urlsplit(url).fragment))
        return cls(
            _whole(given.get("rc"), 0, 5, 1),
            frozenset(given.get("rp", "ct").split(",")),
            _whole(given.get("ct"), 100, 10_000, 5_000) / 1_000,
            _whole(given.get("rt"), 100, 15_000, 15_000) / 1_000,
        )

    def again(self, outcome: DeliveryResult) -> bool:
        """Returns whether the policy has the request made again after this."""
        failures = {
            "ct": outcome.failure == "connection",
            "rt": outcome.failure == "answer",
            "4xx": 400 <= outcome.status < 500,
            "5xx": outcome.status >= 500,
        }
        return any(happened for name, happened in failures.items() if {name, "all"} & self.policy)


def _whole(text: str | None, least: int, most: int, default: int) -> int:
    return int(text) if text and text.isdecimal() and least <= int(text) <= most else default


def send(webhook: WebhookMessage) -> Generator[Delivery, DeliveryResult, tuple[str, DeliveryResult]]:
    """Yields the requests that the webhook takes. Returns the URL of the last one, and what came of it."""
    outcome = yield from _tried(webhook)
    for _ in range(MOST_REDIRECTS):
        target = _target(webhook.url, outcome)
        if target is None:
            break
        method = "GET" if outcome.status in TO_GET else webhook.method
        webhook = replace(webhook, purpose="redirect", method=method, url=target)
        outcome = yield from _tried(webhook)
    return webhook.url, outcome


def _target(url: str, outcome: DeliveryResult) -> str | None:
    """Where a redirect leads, or None where the answer is none or leads nowhere."""
    location = outcome.headers.get("location")
    if outcome.status not in REDIRECTS or location is None:
        return None
    try:
        return urljoin(url, location)
    except ValueError:
        return None


def _tried(webhook: WebhookMessage) -> Generator[Delivery, DeliveryResult, DeliveryResult]:
    """The request, and again as the URL says."""
    overrides = Overrides.of(webhook.url)
    outcome = yield _delivery(webhook, overrides)
    for _ in range(overrides.retries):
        if not overrides.again(outcome):
            break
        outcome = yield _delivery(replace(webhook, purpose="retry"), overrides)
    return outcome


def _delivery(webhook: WebhookMessage, overrides: Overrides) -> Delivery:
    """A GET carries the parameters in its query, a POST as a form: the signature covers them either way."""
    posted = webhook.method == "POST"
    seen = received_url(webhook.url, {} if posted else webhook.params)
    signed = seen + "".join(f"{name}{value}" for name, value in sorted(webhook.params.items()) if posted)
    digest = hmac.digest(webhook.token.encode(), signed.encode(), "sha1")
    own = {
        "X-Twilio-Signature": base64.b64encode(digest).decode(),
        "I-Twilio-Idempotency-Token": webhook.idempotency,
    }
    body = urlencode(webhook.params).encode() if posted else b""
    headers = HEADERS | (FORM if posted else {}) | own
    return Delivery(webhook.purpose, webhook.method, seen, headers, body, overrides.connect, overrides.read)
