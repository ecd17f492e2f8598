"""Sends one request to an application in this process, or over HTTP. Nothing is tried again, and no redirect is
followed."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from emulators.bounded_network import LARGEST, BoundedBackend, ExchangeBudget, TooLarge, TooSlow
from emulators.harness.errors import ConfigError
from emulators.harness.model.exchange import HttpResponse

if TYPE_CHECKING:
    from emulators.harness.client.target import Asgi, NetworkOptions, Target
    from emulators.harness.model.exchange import HttpRequest

PATIENCE = 30.0
"""Seconds that one exchange may take, from connecting to the last byte of the answer."""


class Unreachable(Exception):
    """Raised where no answer came: no connection, no HTTP, or nothing in time. `sent` says whether the request may have
    arrived."""

    def __init__(self, message: str, *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class Transport(Protocol):
    """A way to send requests to a target."""

    def send(self, request: HttpRequest, seconds: float = PATIENCE) -> HttpResponse:
        """Returns the answer to one request, which must come within `seconds` and be at most 4 MiB long. A redirect is
        an answer.

        Raises:
            Unreachable: there is no such answer.
        """

    def to(self, target: Target) -> Transport:
        """Returns a transport to another namespace of the target."""

    def close(self) -> None:
        """Closes the connections."""


def open_transport(target: Target) -> Transport:
    """Returns the transport to a target.

    Raises:
        ConfigError: the target's certificates or its proxy cannot be used.
    """
    if target.app is not None:
        return AsgiTransport(target.app, target.url)
    return HttpTransport(target.url, target.connection, direct=target.is_loopback)


class HttpTransport:
    """Sends requests over HTTP connections that are kept alive. Paths are sent byte for byte, and no cookie is kept."""

    def __init__(self, url: str, connection: NetworkOptions, *, direct: bool) -> None:
        self._budget = ExchangeBudget()
        self._pool = _pool(url, connection, BoundedBackend(self._budget), direct=direct)
        self._lead_to(url)

    def _lead_to(self, url: str) -> None:
        parts = urlsplit(url)
        self._scheme, self._host, self._port = parts.scheme, parts.hostname or "", parts.port
        self._base = parts.path.rstrip("/")
        self._authority = parts.netloc.rpartition("@")[2]

    def send(self, request: HttpRequest, seconds: float = PATIENCE) -> HttpResponse:
        """Returns the answer to one request.

        Raises:
            Unreachable: there is none in time, or none that can be read.
        """
        self._budget.begin(seconds)
        try:
            with self._pool.stream(
                request.method, self._url(request), headers=self._headers(request), content=request.body or b""
            ) as answer:
                headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
                return HttpResponse(answer.status, headers, _decompress(headers, b"".join(answer.iter_stream())))
        except TooLarge:
            raise Unreachable(f"the answer is larger than {LARGEST >> 20} MiB", sent=self._budget.written) from None
        except TooSlow:
            raise Unreachable(f"no whole answer within {seconds:.3g} seconds", sent=self._budget.written) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, httpcore.ProxyError) as error:
            raise Unreachable(_explain(error, self._scheme), sent=self._budget.written) from None

    def _url(self, request: HttpRequest) -> httpcore.URL:
        target = (self._base + request.path).encode("ascii", "replace")
        return httpcore.URL(scheme=self._scheme, host=self._host, port=self._port, target=target)

    def _headers(self, request: HttpRequest) -> list[tuple[bytes, bytes]]:
        given = [
            (name.encode("ascii", "replace"), value.encode("latin-1", "replace"))
            for name, value in request.headers.items()
        ]
        named = {name.lower() for name, _ in given}
        length = b"%d" % len(request.body or b"")
        ours = [
            (b"Host", self._authority.encode("ascii", "replace")),
            (b"Accept-Encoding", b"identity"),
            (b"Accept", b"*/*"),
        ]
        if request.body is not None or request.method in ("POST", "PUT", "PATCH"):
            ours.append((b"Content-Length", length))
        return [*(each for each in ours if each[0].lower() not in named), *given]

    def to(self, target: Target) -> HttpTransport:
        """Returns a transport to another namespace of the target, over the same connections."""
        other = copy(self)
        other._lead_to(target.url)  # noqa: SLF001 (its own copy)
        return other

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()


def _pool(
    url: str, connection: NetworkOptions, backend: httpcore.NetworkBackend, *, direct: bool
) -> httpcore.ConnectionPool:
    """Returns the connections to a target, through its proxy or the environment's. For loopback the environment's is
    not used."""
    context, proxy = _tls(connection), connection.proxy
    if not proxy and not direct and not proxy_bypass(urlsplit(url).hostname or ""):
        proxy = getproxies().get(urlsplit(url).scheme, "")
    if not proxy:
        return httpcore.ConnectionPool(ssl_context=context, network_backend=backend)
    parts = urlsplit(proxy)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError("the proxy must be http(s)://host[:port]")
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return httpcore.HTTPProxy(plain, proxy_auth=auth, ssl_context=context, network_backend=backend)


@cache
def _tls(connection: NetworkOptions) -> ssl.SSLContext:
    """Returns the TLS context with the certificates that are trusted, read once: reading them takes as long as twenty
    requests."""
    try:
        context = (
            ssl.create_default_context(cafile=connection.ca_file) if connection.ca_file else httpx.create_ssl_context()
        )
        if connection.cert:
            context.load_cert_chain(connection.cert)
    except (OSError, ssl.SSLError) as error:
        file = connection.cert or connection.ca_file
        raise ConfigError(f"{file}: cannot be used as a certificate: {error.strerror or error}") from None
    return context


def _decompress(headers: dict[str, str], body: bytes) -> bytes:
    """Returns a body that was compressed although nobody asked for it, decompressed.

    Raises:
        TooLarge: it has more than the bytes that are read.
    """
    if headers.get("content-encoding", "").strip().lower() not in ("gzip", "deflate"):
        return body
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        inflated = inflater.decompress(body, LARGEST)
    except zlib.error:
        return body
    if inflater.unconsumed_tail:
        raise TooLarge
    return inflated


def _explain(error: Exception, scheme: str) -> str:
    """Returns the error in words, with what to try where TLS gives only a number."""
    words = f"{type(error).__name__}: {error}"
    if "WRONG_VERSION_NUMBER" in words or "RECORD_LAYER_FAILURE" in words:
        return f"{words} (no TLS is spoken there: try http instead of https)"
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return f"{words} (a certificate of your own: --ca-file FILE)"
    if scheme == "http" and isinstance(error, httpcore.RemoteProtocolError):
        return f"{words} (is it https there?)"
    return words


class AsgiTransport:
    """Sends requests to an ASGI application in this process, on an event loop of its own."""

    def __init__(self, app: Asgi, url: str) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._lead_to(url)

    def _lead_to(self, url: str) -> None:
        parts = urlsplit(url)
        self._base, self._server = parts.path.rstrip("/"), (parts.hostname or "localhost", parts.port or 80)
        self._host = parts.netloc.encode("ascii", "replace")

    def to(self, target: Target) -> AsgiTransport:
        """Returns a transport to another namespace of the application."""
        other = copy(self)
        other._app = target.app or self._app  # noqa: SLF001 (its own copy)
        other._lead_to(target.url)  # noqa: SLF001 (the same)
        return other

    def send(self, request: HttpRequest, seconds: float = PATIENCE) -> HttpResponse:
        """Returns the answer to one request.

        Raises:
            Unreachable: there is none in time, or none that can be read.
        """
        return self._loop.run_until_complete(self._send(request, seconds))

    async def _send(self, request: HttpRequest, seconds: float) -> HttpResponse:
        call = _AsgiCall(request.body or b"")
        try:
            async with asyncio.timeout(seconds) as deadline:
                await self._app(self._scope(request), call.receive, call.send)
        except Exception:  # noqa: BLE001 (a server would answer for the application; so do we, unless it already has)
            if call.status is None and not deadline.expired():
                return HttpResponse(500, {"content-type": "text/plain; charset=utf-8"}, b"Internal Server Error")
        if deadline.expired():
            raise Unreachable(f"no whole answer within {seconds:.3g} seconds")
        if call.size > LARGEST:
            raise Unreachable(f"the answer is larger than {LARGEST >> 20} MiB")
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
        """Ends the application and closes the event loop."""
        self._loop.close()


class _AsgiCall:
    """One call of an ASGI application: gives it the request's body, and collects its messages."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.chunks: list[bytes] = []
        self.size = 0

    async def receive(self) -> dict[str, Any]:
        """Returns the next ASGI message for the application."""
        if self._body is None:
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Any) -> None:
        """Collects an ASGI message of the application.

        Raises:
            TooLarge: the answer has too many bytes.
        """
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message.get("headers", ())
            }
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            if self.size > LARGEST:
                raise TooLarge
            self.chunks.append(message.get("body", b""))
