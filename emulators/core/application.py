"""An emulator as a Starlette application: one route per path, each with a table of methods."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.routing import Route

from emulators.core.http import Request
from emulators.core.namespace import Gone
from emulators.core.pipeline import Methods, answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from emulators.core.emulator import Emulator
    from emulators.core.http import Reply
    from emulators.core.namespace import Namespace

MAX_BODY = 1 << 20
DRAIN = 16 << 20
"""How much of a body that is too large is still read and thrown away, so that the client gets to read the refusal."""

TRACE = b"emulator-trace"


class Endpoint:
    """One path of one emulator, as an ASGI application. Wants `namespace`, `mount` and `trace` in the scope.

    `namespace` is asked for when the body has arrived: it may have been deleted, and so made anew, since the request began.
    """

    def __init__(self, emulator: Emulator, methods: Methods) -> None:
        self.emulator = emulator
        self.methods = methods
        self._allow = ", ".join(methods)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request = _request(scope, await _body(receive))
        except ClientDisconnect:
            return  # what came may be half of what was meant, and nobody waits for an answer
        while True:
            namespace: Namespace = scope["namespace"]()
            try:
                reply, body, number = await namespace.turn(
                    answer, self.emulator, self.methods, scope.get("path_params", {}), request, namespace
                )
                break
            except Gone:  # deleted while this waited for its turn: the next one is of that name, and new
                continue
        headers = _headers(reply, body)
        if self._allow and reply.status == 405:
            headers.append((b"allow", self._allow.encode()))
        if scope["trace"]:
            headers.append((TRACE, f"{namespace.name}-{number}".encode()))
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _request(scope: Scope, body: bytes | None) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "localhost")
    url = f"{scope['scheme']}://{host}{scope['mount']}{scope['path']}"
    return Request(scope["method"], scope["path"], scope["query_string"], headers, body, url)


async def _body(receive: Receive) -> bytes | None:
    """The body, or None where it is larger than `MAX_BODY`. Raises `ClientDisconnect` where the client left before its end."""
    body, read, more = b"", 0, True
    while more and read <= DRAIN:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part, more = message.get("body", b""), message.get("more_body", False)
        read += len(part)
        body = body + part if read <= MAX_BODY else b""
    return body if read <= MAX_BODY else None


def _headers(reply: Reply, body: bytes) -> list[tuple[bytes, bytes]]:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    if body:
        headers.append((b"content-type", reply.media_type.encode("latin-1")))
    if reply.status != 204:
        headers.append((b"content-length", str(len(body)).encode()))
    return headers


class Application:
    """The Starlette application of one emulator, with a dictionary of its exact paths in front.

    The dictionary is made from the routes, so that the two cannot disagree; it saves the router's walk.
    """

    def __init__(self, emulator: Emulator) -> None:
        routes = [Route(path, Endpoint(emulator, methods)) for path, methods in paths(emulator).items()]
        self._exact: dict[str, ASGIApp] = {route.path: route.app for route in routes if "{" not in route.path}
        self._starlette = Starlette(routes=routes)
        self._starlette.router.redirect_slashes = False
        self._starlette.router.default = Endpoint(emulator, {})
        self._normalize_path = emulator.normalize_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["path"] = self._normalize_path(scope["path"])
        await self._exact.get(scope["path"], self._starlette)(scope, receive, send)


def paths(emulator: Emulator) -> dict[str, Methods]:
    """The operations by path, then by method."""
    ordered = sorted(emulator.operations, key=lambda operation: operation.path)
    return {
        path: {operation.method: operation for operation in group}
        for path, group in groupby(ordered, key=lambda operation: operation.path)
    }
