"""Reads the requests and sends the answers of an ASGI application that is no emulator."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Receive, Scope, Send


async def read_request(scope: Scope, receive: Receive) -> tuple[str, str, dict[str, str], bytes]:
    """Returns the method, the path with its query, the headers by lower-case name, and the body of a request."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    query = scope["query_string"].decode("latin-1")
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return scope["method"], f"{raw.decode('latin-1')}{f'?{query}' if query else ''}", headers, body


async def send(sending: Send, status: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
    """Sends a whole answer: status, headers and body."""
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    length = [] if status in (204, 304) else [(b"content-length", str(len(body)).encode())]
    await sending({"type": "http.response.start", "status": status, "headers": encoded + length})
    await sending({"type": "http.response.body", "body": b"" if status in (204, 304) else body})
