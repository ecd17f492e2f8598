"""Where the emulators of a test session are: in this process, or behind a URL."""

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
    """Where the emulators are. `options` is how every namespace of the session begins, `inside` the URL to write into requests."""

    options: Options
    inside: str

    @property
    def url(self) -> str:
        """The base URL of the server, which is started where it was not yet needed."""
        ...

    def ask(self, question: HostRequest, /) -> HostResponse: ...

    def close(self) -> None: ...


class Local:
    """The emulators in this process. All that they do is done in one thread of their own, whoever asks, by socket or not."""

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
        return self.serve()

    def serve(self, listening: socket.socket | None = None) -> str:
        """Serves on this socket, or on a free port of loopback. Returns the base URL."""
        self._serving = Serving(self._app)
        return self._run(self._serving.start(listening))

    def ask(self, question: HostRequest) -> HostResponse:
        return self._run(answer(self._app, question))

    def close(self) -> None:
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
    """A server in an event loop that others use as well."""

    def __init__(self, app: Any) -> None:
        import uvicorn  # noqa: PLC0415 -- whoever asks for no URL need not wait for it

        self._server = uvicorn.Server(configure(app))
        self._task: asyncio.Task[None] | None = None

    async def start(self, listening: socket.socket | None) -> str:
        """Returns the base URL when the server answers there."""
        self._task = asyncio.create_task(self._server.serve(sockets=[listening] if listening else None))
        while not self._server.started:
            if self._task.done():
                self._task.result()
            await asyncio.sleep(0.001)
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        self._server.should_exit = True
        if self._task:
            await self._task


async def answer(app: Any, question: HostRequest) -> HostResponse:
    """What an ASGI application answers to one request."""
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
    """The emulators of the process that controls the workers of pytest-xdist."""

    def __init__(self, url: str, options: Options) -> None:
        self.options = options
        self.url = self.inside = url
        self._client = httpx.Client(trust_env=False, timeout=PATIENCE)

    def ask(self, question: HostRequest) -> HostResponse:
        headers = [(name, value) for name, value in question.headers if name.lower() != b"host"]
        url = httpx.URL(self.url).copy_with(raw_path=question.target)
        got = self._client.request(question.method, url, headers=headers, content=question.body)
        return HostResponse(got.status_code, got.headers.raw, got.content)

    def close(self) -> None:
        self._client.close()
