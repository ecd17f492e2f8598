"""Extends uvicorn's HTTP protocol so that a fault can break off its client's connection."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from emulators.core.http_exchange import CONNECTION

if TYPE_CHECKING:
    import asyncio

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
    """uvicorn's HTTP protocol, which also puts the connection into each request's scope, as an ASGI extension."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Keeps the connection for the requests that come over it."""
        super().connection_made(transport)
        self._extensions: dict[str, Any] = {CONNECTION: ClientConnection(transport)}

    def on_message_begin(self) -> None:
        """Adds the connection to the scope of a new request."""
        super().on_message_begin()
        self.scope["extensions"] = self._extensions
