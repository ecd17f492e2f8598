"""Transports for httpx that send every request to the emulators, whatever host its URL names."""

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
    """Finds the emulator that a URL means: one below the namespace's base URL, or the one that stands for a real host."""

    def __init__(self, host: Host, prefix: str, real: Mapping[str, str]) -> None:
        """`real` holds, by the host of each real server, the name of the emulator that stands for it."""
        self._host = host
        self._prefix = prefix
        self._real = real

    def question(self, request: httpx.Request) -> HostRequest:
        """Returns the request as it is sent to the emulators.

        Raises:
            httpx.ConnectError: no emulator answers this URL.
        """
        name = self._real.get(request.url.host)
        if name is None and f"{request.url.scheme}://{request.url.netloc.decode()}" != self._host.inside:
            known = ", ".join(sorted(self._real))
            raise httpx.ConnectError(f"nobody emulates {request.url.host}; there is {known}", request=request)
        target = f"{self._prefix}/{name}".encode() + request.url.raw_path if name else request.url.raw_path
        headers = [(key, value) for key, value in request.headers.raw if key.lower() != b"host"]
        host = urlsplit(self._host.inside).netloc.encode()
        return HostRequest(request.method, target, [*headers, (b"host", host)], request.content)

    def exchange(self, request: httpx.Request) -> httpx.Response:
        """Returns the emulators' answer to a request whose body has been read.

        Raises:
            httpx.ConnectError: no emulator answers this URL.
            httpx.ReadError: a fault broke off the connection.
        """
        question = self.question(request)
        try:
            answer = self._host.ask(question)
        except ConnectionResetError as reset:
            raise httpx.ReadError(str(reset), request=request) from reset
        headers = [(name, value) for name, value in answer.headers if name.lower() not in DROPPED]
        return httpx.Response(answer.status, headers=headers, content=answer.body)


class EmulatorTransport(httpx.BaseTransport):
    """A transport for `httpx.Client(transport=...)`."""

    def __init__(self, route: Route) -> None:
        self._route = route

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Returns the emulators' answer to a request."""
        request.read()
        return self._route.exchange(request)


class AsyncTransport(httpx.AsyncBaseTransport):
    """A transport for `httpx.AsyncClient(transport=...)` under asyncio and trio. The event loop stays free, as a
    webhook may come."""

    def __init__(self, route: Route) -> None:
        self._route = route

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Returns the emulators' answer to a request."""
        await request.aread()
        return await anyio.to_thread.run_sync(self._route.exchange, request)
