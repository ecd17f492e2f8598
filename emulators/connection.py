"""Extends uvicorn's HTTP protocol: requests have limits, and a fault can break off its client's connection."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from emulators.core.http_exchange import CONNECTION

if TYPE_CHECKING:
    import asyncio

MAX_HEAD = 64 << 10
"""How many bytes the names and values of a request's headers may have together."""
MAX_HEADERS = 200
PATIENCE = 30.0
"""How many seconds a request may take to arrive, and a connection to send its first one."""

BAD_REQUEST, TOO_SLOW, TOO_LARGE = b"400 Bad Request", b"408 Request Timeout", b"431 Request Header Fields Too Large"

AT_ONCE = struct.pack("ii", 1, 0)
"""Linger on, for no time: closing the socket then sends a reset."""


class ClientConnection:
    """The TCP connection of one client."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def reset(self) -> None:
        """Breaks the connection off at once, so that the client's next read fails."""
        self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self._transport.abort()

    def close(self) -> None:
        """Closes the connection when what was written has been sent."""
        self._transport.close()


class Http(HttpToolsProtocol):
    """uvicorn's HTTP protocol with limits on a request's head and on the time in which it has to arrive.

    It puts the connection into each request's scope as an ASGI extension, and drops the trailers of chunked bodies, which
    could otherwise replace headers.
    """

    _late: asyncio.TimerHandle | None = None
    _refusal = BAD_REQUEST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Keeps the connection for the requests that come over it, and begins to wait for the first."""
        super().connection_made(transport)
        self._extensions: dict[str, Any] = {CONNECTION: ClientConnection(transport)}
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops waiting for a request."""
        self._arrived()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Begins a new request, with the connection in its scope."""
        super().on_message_begin()
        self.scope["extensions"] = self._extensions
        self._head, self._host, self._in_head = 0, b"", True
        self._wait()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Adds a header to the request, or drops a trailer.

        Raises:
            httptools.HttpParserError: the head is too large, or names two hosts.
        """
        if not self._in_head:
            return
        self._head += len(name) + len(value)
        if self._head > MAX_HEAD or len(self.headers) >= MAX_HEADERS:
            self._refuse(TOO_LARGE)
        if len(name) == len(b"host") and name.lower() == b"host":
            if self._host:
                self._refuse(BAD_REQUEST)
            self._host = value
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begins to answer the request.

        Raises:
            httptools.HttpParserError: its target is the URL of another host than the one that its head names.
        """
        self._in_head = False
        if not self.url.startswith(b"/") and _authority(self.url) not in (None, self._host):
            self._refuse(BAD_REQUEST)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Ends the body of the request."""
        self._arrived()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no HTTP request, and closes the connection."""
        self._arrived()
        if self._refusal == BAD_REQUEST:
            super().send_400_response(msg)
        else:
            self._close_with(self._refusal)

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(PATIENCE, self._close_with, TOO_SLOW)

    def _arrived(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _refuse(self, status: bytes) -> None:
        self._refusal = status
        raise httptools.HttpParserError

    def _close_with(self, status: bytes) -> None:
        self.transport.write(b"HTTP/1.1 %b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n" % status)
        self.transport.close()


def _authority(url: bytes) -> bytes | None:
    """Returns host and port of an absolute URL, or None for a path."""
    scheme, separator, rest = url.partition(b"://")
    return rest.partition(b"/")[0] if separator and scheme.isalpha() else None
