"""Describes an inbound call, and the webhooks by which a telephone company tells the number's owner about it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook request, signed and ready to be sent.

    `purpose` says what it tells: `answer`, `fallback`, `status`, ... The timeouts are in seconds, for the connection
    and for each part of the answer; together they are the most that the whole exchange may take.
    """

    purpose: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    connect_timeout: float = TIMEOUT
    read_timeout: float = TIMEOUT


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What a webhook's receiver answered. Status 0 means that there was no answer, because of `failure`.

    Headers are by lower-case name. `whole` says whether `body` is all of the answer.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    failure: Literal["", "not sent", "connection", "answer"] = ""

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def failed(outcome: DeliveryResult) -> bool:
    """Returns whether a delivery failed: any status but a 2xx, and 0 for no answer."""
    return not 200 <= outcome.status < 300


Conversation = Generator[Delivery, DeliveryResult, None]
"""The deliveries of one message. It yields one, is sent what came of it, and yields the next or ends."""


def until_taken(deliveries: Iterable[Delivery], refused: Callable[[DeliveryResult], bool] = failed) -> Conversation:
    """Yields the deliveries one after the other, until the result of one is not refused."""
    for delivery in deliveries:
        outcome = yield delivery
        if not refused(outcome):
            return


@dataclass(frozen=True, slots=True)
class InboundCall:
    """One simulated call: a conversation for each message that the carrier sends, in order.

    `id` is the carrier's own identifier of the call. A conversation can be iterated once.
    """

    id: str
    steps: tuple[Conversation, ...]


def received_url(url: str, params: Mapping[str, str] | None = None) -> str:
    """Returns the URL as its receiver sees it, which is what is signed.

    It is percent-encoded, has a path, carries `params` in its query, and has neither a fragment nor the scheme's
    default port.
    """
    import httpx  # noqa: PLC0415 -- what sends it says how it is encoded; serving need not wait for it

    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(params or {})) if part)
    whole = urlunsplit(parts._replace(path=parts.path or "/", query=query, fragment=""))
    try:
        return str(httpx.URL(whole))
    except httpx.InvalidURL:
        return whole
