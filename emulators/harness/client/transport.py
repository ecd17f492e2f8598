"""Sends one request to an application in this process, or over HTTP. Nothing is retried, no redirect is followed."""

from __future__ import annotations

import asyncio
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit

import httpx

from emulators.harness.model.exchange import HttpResponse

if TYPE_CHECKING:
    import ssl

    from emulators.harness.client.target import Asgi, Target
    from emulators.harness.model.exchange import HttpRequest


class Unreachable(Exception):
    """No answer came: no connection, no HTTP, or nothing within the time."""


class Transport(Protocol):
    """A way to send requests to a target."""

    def send(self, request: HttpRequest) -> HttpResponse:
        """Returns the response; a redirect is one. Raises `Unreachable` where none comes."""

    def to(self, target: Target) -> Transport:
        """Returns the same transport, leading to another world of the target."""

    def close(self) -> None:
        """Closes its connections."""


def open_transport(target: Target, timeout: float = 10.0) -> Transport:
    """Returns the transport to a target. `timeout` is in seconds."""
    if target.app is not None:
        return AsgiTransport(target.app, target.url)
    return HttpTransport(target.url, timeout, direct=target.is_loopback)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted. Reading them takes as long as twenty requests, so they are read once."""
    return httpx.create_ssl_context()


class HttpTransport:
    """Requests over HTTP on a connection that is kept alive. With `direct`, proxies of the environment are not used."""

    def __init__(self, url: str, timeout: float, *, direct: bool) -> None:
        self.base = url.rstrip("/")
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=not direct, verify=_trust())

    def send(self, request: HttpRequest) -> HttpResponse:
        headers = [
            (name.encode("ascii", "replace"), value.encode("latin-1", "replace"))
            for name, value in request.headers.items()
        ]
        try:
            answer = self._client.request(
                request.method, self.base + request.path, headers=headers, content=request.body
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from None
        return HttpResponse(
            answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, answer.content
        )

    def to(self, target: Target) -> HttpTransport:
        other = copy(self)
        other.base = target.url.rstrip("/")
        return other

    def close(self) -> None:
        self._client.close()


class AsgiTransport:
    """Requests to an ASGI application in this process, on an event loop of their own."""

    def __init__(self, app: Asgi, url: str) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._lead_to(url)

    def _lead_to(self, url: str) -> None:
        parts = urlsplit(url)
        self._base, self._server = parts.path.rstrip("/"), (parts.hostname or "localhost", parts.port or 80)
        self._host = parts.netloc.encode("ascii", "replace")

    def to(self, target: Target) -> AsgiTransport:
        other = copy(self)
        other._app = target.app or self._app  # noqa: SLF001 (its own copy)
        other._lead_to(target.url)  # noqa: SLF001 (the same)
        return other

    def send(self, request: HttpRequest) -> HttpResponse:
        return self._loop.run_until_complete(self._send(request))

    async def _send(self, request: HttpRequest) -> HttpResponse:
        call = _AsgiCall(request.body or b"")
        try:
            await self._app(self._scope(request), call.receive, call.send)
        except Exception:  # noqa: BLE001 (a server would answer for the application; so do we, unless it already has)
            if call.status is None:
                return HttpResponse(500, {"content-type": "text/plain; charset=utf-8"}, b"Internal Server Error")
        if call.status is None:
            raise Unreachable("the application answered nothing")
        return HttpResponse(call.status, call.headers, b"".join(call.chunks))

    def _scope(self, request: HttpRequest) -> dict[str, Any]:
        path, _, query = (self._base + request.path).partition("?")
        headers = [
            (name.lower().encode("ascii", "replace"), value.encode("latin-1", "replace"))
            for name, value in request.headers.items()
        ]
        length = [(b"content-length", str(len(request.body)).encode())] if request.body is not None else []
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode("ascii", "replace"),
            "query_string": query.encode("ascii", "replace"),
            "root_path": "",
            "headers": [(b"host", self._host), *length, *headers],
            "client": ("127.0.0.1", 1),
            "server": self._server,
            "state": {},
        }

    def close(self) -> None:
        self._loop.close()


class _AsgiCall:
    """One ASGI call: the body goes in, the messages come out."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.chunks: list[bytes] = []

    async def receive(self) -> dict[str, Any]:
        if self._body is None:
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message.get("headers", ())
            }
        elif message["type"] == "http.response.body":
            self.chunks.append(message.get("body", b""))
