"""Describes an inbound call as a telephone company would tell the owner of the number about it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook request, signed and ready to go.

    `purpose` says what it tells: `answer`, `fallback`, `status`, ... The timeouts are seconds, for the connection and for
    each part of the answer.
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
    """What came of a delivery. A status of 0: there was no answer, because of `failure`.

    Headers are by lower-case name. `whole` says whether `body` is all of the answer.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = True
    failure: Literal["", "not sent", "connection", "answer"] = ""

    @property
    def media_type(self) -> str:
        """The content type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def failed(outcome: DeliveryResult) -> bool:
    """Returns whether an attempt that was answered so was in vain: anything but a 2xx, or 0 for no answer at all."""
    return not 200 <= outcome.status < 300


Conversation = Generator[Delivery, DeliveryResult, None]
"""The deliveries of one message. It yields one, is sent what came of it, and yields the next or ends."""


def until_taken(deliveries: Iterable[Delivery], refused: Callable[[DeliveryResult], bool] = failed) -> Conversation:
    """Yields one delivery after the other until one is not refused."""
    for delivery in deliveries:
        outcome = yield delivery
        if not refused(outcome):
            return


@dataclass(frozen=True, slots=True)
class InboundCall:
    """What one simulated call makes the carrier do: a conversation for each message, in order.

    `id` is the carrier's own identifier of the call. A conversation can be had once.
    """

    id: str
    steps: tuple[Conversation, ...]


def received_url(url: str, params: Mapping[str, str] | None = None) -> str:
    """Returns the URL as its receiver sees it, which is what is signed.

    It is encoded, with a path, with `params` in the query, without a fragment and without a port that goes without saying.
    """
    import httpx  # noqa: PLC0415 -- what sends it says how it is encoded; serving need not wait for it

    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(params or {})) if part)
    whole = urlunsplit(parts._replace(path=parts.path or "/", query=query, fragment=""))
    try:
        return str(httpx.URL(whole))
    except httpx.InvalidURL:
        return whole
