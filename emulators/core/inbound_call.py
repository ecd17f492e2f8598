"""Describes an inbound call as a telephone company would tell the owner of the number about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit


def failed(status: int) -> bool:
    """Returns whether an attempt that was answered so was in vain: anything but a 2xx, or 0 for no answer at all."""
    return not 200 <= status < 300


def requested(url: str, params: Mapping[str, str] | None = None) -> str:
    """The URL as its receiver sees it, which is what is signed: with a path, without a fragment, `params` in the query."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(params or {})) if part)
    return urlunsplit(parts._replace(path=parts.path or "/", query=query, fragment=""))


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook request, signed and ready to go. `purpose` says what it tells: `answer`, `fallback`, `status`, ...
    `after` says whether it is made after an attempt with this status."""

    purpose: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    after: Callable[[int], bool] = failed


@dataclass(frozen=True, slots=True)
class InboundCall:
    """The webhook requests that one simulated call makes a carrier send. Each step lists the attempts for one message:
    they are made in order, each one only `after` the one before it failed. `id` is the carrier's own identifier of the
    call."""

    id: str
    steps: tuple[tuple[Delivery, ...], ...]
