"""Reaches the emulators of a test session: in this process, or behind a URL."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import unquote

import httpx

from emulators.server import assemble
from emulators.serving import PATIENCE, configure

if TYPE_CHECKING:
    import socket
    from collections.abc import Coroutine

    from emulators.core.options import Options

T = TypeVar("T")

INSIDE = "http://localhost"
"""The URL under which the emulators answer where there is no socket."""


@dataclass(frozen=True, slots=True)
class HostResponse:
    """The answer of an emulator or of the control plane."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


@dataclass(slots=True)
class HostRequest:
    """One request on its way to the emulators. `target` is path and query as they are written in a URL."""

    method: str
    target: bytes
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""


class Host(Protocol):
    """The emulators of a test session. `options` is how every namespace begins, `inside` the base URL of requests that
    need no socket."""

    options: Options
    inside: str

    @property
    def url(self) -> str:
        """The base URL of the server, which is started on first use."""
        ...

    def ask(self, question: HostRequest, /) -> HostResponse:
        """Returns the answer to one request.

        Raises:
            ConnectionResetError, httpx.HTTPError: a fault broke off the connection, in this process or over HTTP.
        """
        ...

    def close(self) -> None:
        """Stops the server, and closes every namespace."""
        ...


class Local:
    """The emulators in this process. Their event loop runs in a thread of its own, whether requests come over a socket
    or not."""

    inside = INSIDE

    def __init__(self, options: Options) -> None:
        self.options = options
        self._app = assemble(options=options)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="emulators")
        self._thread.start()
        self._serving: Serving | None = None

    @cached_property
    def url(self) -> str:
        """The base URL of the server, which is started on first use."""
        return self.serve()

    def serve(self, listening: socket.socket | None = None) -> str:
        """Serves on this socket, or on a free port of loopback, and returns the base URL."""
        self._serving = Serving(self._app)
        return self._run(self._serving.start(listening))

    def ask(self, question: HostRequest) -> HostResponse:
        """Returns the answer to one request, without a socket.

        Raises:
            ConnectionResetError: a fault broke off the connection.
        """
        return self._run(answer(self._app, question))

    def close(self) -> None:
        """Stops the server, and closes every namespace."""
        if self._serving:
            self._run(self._serving.stop())
        else:
            self._loop.call_soon_threadsafe(self._app.namespaces.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


class Serving:
    """A uvicorn server in an event loop that already runs."""

    def __init__(self, app: Any) -> None:
        import uvicorn  # noqa: PLC0415 -- whoever asks for no URL need not wait for it

        self._server = uvicorn.Server(configure(app))
        self._task: asyncio.Task[None] | None = None

    async def start(self, listening: socket.socket | None) -> str:
        """Starts the server, and returns its base URL once it answers."""
        self._task = asyncio.create_task(self._server.serve(sockets=[listening] if listening else None))
        while not self._server.started:
            if self._task.done():
                self._task.result()
            await asyncio.sleep(0.001)
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stops the server."""
        self._server.should_exit = True
        if self._task:
            await self._task


async def answer(app: Any, question: HostRequest) -> HostResponse:
    """Returns the answer of an ASGI application to one request."""
    path, _, query = question.target.partition(b"?")
    sent: list[Any] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": question.method,
        "path": unquote(path.decode("ascii")),
        "raw_path": path,
        "query_string": query,
        "headers": [(name.lower(), value) for name, value in question.headers],
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 0),
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": question.body}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return HostResponse(sent[0]["status"], list(sent[0].get("headers", [])), body)


class RemoteHost:
    """The emulators of another process: the one that controls the workers of pytest-xdist."""

    def __init__(self, url: str, options: Options) -> None:
        self.options = options
        self.url = self.inside = url
        self._client = httpx.Client(trust_env=False, timeout=PATIENCE)

    def ask(self, question: HostRequest) -> HostResponse:
        """Returns the answer to one request over HTTP.

        Raises:
            httpx.HTTPError: a fault broke off the connection.
        """
        headers = [(name, value) for name, value in question.headers if name.lower() != b"host"]
        url = httpx.URL(self.url).copy_with(raw_path=question.target)
        got = self._client.request(question.method, url, headers=headers, content=question.body)
        return HostResponse(got.status_code, got.headers.raw, got.content)

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()
