"""Forwards requests to a vendor, as an ASGI application, and passes each exchange on to whoever records or compares it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from emulators.recording.recorded import Recorded
from emulators.recording.wire import read_request, send

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from emulators.core.emulator import Emulator

HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "host",
        "content-length",
        "accept-encoding",
        "content-encoding",
    }
)
"""Headers that are of one connection, or of its encoding, and are not forwarded."""

PATIENCE = 60.0
"""Seconds that the vendor may take."""

Watch = Callable[[Recorded, str], Awaitable[None]]
"""Is told of every exchange, unmasked, with its path as the vendor's host has it."""


class Proxy:
    """Forwards requests to `upstream`, which stands for the emulator's `server`, and calls `watch` with each exchange."""

    def __init__(
        self, emulator: Emulator, upstream: str, watch: Watch, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._emulator = emulator
        self._upstream = upstream.rstrip("/")
        self._watch = watch
        self._transport = transport

    async def __call__(self, scope: Scope, receive: Receive, sending: Send) -> None:
        if scope["type"] != "http":
            return
        method, target, headers, body = await read_request(scope, receive)
        forwarded = {name: value for name, value in headers.items() if name not in HOP_BY_HOP}
        began, at = time.perf_counter(), datetime.now(UTC)
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=PATIENCE) as client:
                url = self._url(target)
                answer = await client.request(method, url, headers=forwarded, content=body)
        except httpx.HTTPError as error:
            reason = f"{self._upstream} did not answer: {type(error).__name__} {error}"
            await send(
                sending,
                502,
                [("content-type", "application/json")],
                httpx.Response(502, json={"error": reason}).content,
            )
            return
        answered = {name: value for name, value in answer.headers.items() if name not in HOP_BY_HOP}
        exchange = Recorded(
            method,
            url,
            forwarded,
            body,
            answer.status_code,
            answered,
            answer.content,
            at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            round((time.perf_counter() - began) * 1_000, 3),
            self._emulator.name,
            target,
        )
        await self._watch(exchange, target)
        every = [(name, value) for name, value in answer.headers.multi_items() if name not in HOP_BY_HOP | {"date"}]
        await send(sending, answer.status_code, every, answer.content)

    def _url(self, target: str) -> str:
        """Returns the URL to which a path is forwarded: below the vendor's base URL, or at its host for a path outside
        of it."""
        base = self._emulator.base_path
        if target.startswith(base):
            return f"{self._upstream}{target.removeprefix(base)}"
        parts = urlsplit(self._upstream)
        return f"{parts.scheme}://{parts.netloc}{target}"
