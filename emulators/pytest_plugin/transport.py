"""Transports for httpx that end at the emulators: no request leaves, whatever its URL says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import anyio.to_thread
import httpx

from emulators.pytest_plugin.host import HostRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.pytest_plugin.host import Host

DROPPED = frozenset({b"content-encoding", b"transfer-encoding"})


class Route:
    """Finds the emulator that a URL means: one below the namespace's own URL, or the one that stands for a real host."""

    def __init__(self, host: Host, prefix: str, real: Mapping[str, str]) -> None:
        """`real` has, by the host of each real server, the name of the emulator that stands for it."""
        self._host = host
        self._prefix = prefix
        self._real = real

    def question(self, request: httpx.Request) -> HostRequest:
        """Raises `httpx.ConnectError` for a URL that no emulator answers."""
        name = self._real.get(request.url.host)
        if name is None and f"{request.url.scheme}://{request.url.netloc.decode()}" != self._host.inside:
            known = ", ".join(sorted(self._real))
            raise httpx.ConnectError(f"nobody emulates {request.url.host}; there is {known}", request=request)
        target = f"{self._prefix}/{name}".encode() + request.url.raw_path if name else request.url.raw_path
        headers = [(key, value) for key, value in request.headers.raw if key.lower() != b"host"]
        host = urlsplit(self._host.inside).netloc.encode()
        return HostRequest(request.method, target, [*headers, (b"host", host)], request.content)

    def exchange(self, request: httpx.Request) -> httpx.Response:
        """What the emulators answer to a request whose body has been read. Raises `httpx.ReadError` where a fault lost the answer."""
        question = self.question(request)
        try:
            answer = self._host.ask(question)
        except ConnectionResetError as reset:
            raise httpx.ReadError(str(reset), request=request) from reset
        headers = [(name, value) for name, value in answer.headers if name.lower() not in DROPPED]
        return httpx.Response(answer.status, headers=headers, content=answer.body)


class EmulatorTransport(httpx.BaseTransport):
    """For `httpx.Client(transport=...)`."""

    def __init__(self, route: Route) -> None:
        self._route = route

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        return self._route.exchange(request)


class AsyncTransport(httpx.AsyncBaseTransport):
    """For `httpx.AsyncClient(transport=...)`, under asyncio and trio. The event loop is free meanwhile: a webhook may come."""

    def __init__(self, route: Route) -> None:
        self._route = route

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return await anyio.to_thread.run_sync(self._route.exchange, request)
