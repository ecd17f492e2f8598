"""Turns an emulator into a Starlette application: one route for each path, each with a table of methods."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.routing import Route

from emulators.core.faults.candidate import Candidate
from emulators.core.faults.exchange import WireAnswer
from emulators.core.http import Request
from emulators.core.http_exchange import HttpExchange, send_answer
from emulators.core.namespace import Gone
from emulators.core.pipeline import Methods, answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from emulators.core.emulator import Emulator
    from emulators.core.faults.exchange import Injected
    from emulators.core.http import Reply
    from emulators.core.namespace import Namespace

MAX_BODY = 1 << 20
DRAIN = 16 << 20
"""How much of a body that is too large is still read and thrown away, so that the client gets to read the refusal."""

TRACE = b"emulator-trace"


class Endpoint:
    """Serves one path of one emulator, as an ASGI application. It needs `namespace`, `mount` and `trace` in the scope.

    `namespace` is asked for when the body has arrived: it may have been deleted, and so made anew, since the request
    began.
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
        namespace: Namespace = scope["namespace"]()
        if namespace.faults.faults and await self._fails(scope, receive, send, request, namespace):
            return
        await send_answer(send, await self._answer(scope, request, namespace))

    async def _answer(
        self, scope: Scope, request: Request, namespace: Namespace, injected: Injected | None = None
    ) -> WireAnswer:
        path = scope.get("path_params", {})
        while True:
            try:
                reply, body, number = await namespace.turn(
                    answer, self.emulator, self.methods, path, request, namespace, injected
                )
                break
            except Gone:  # deleted while this waited for its turn: the next one is of that name, and new
                namespace = scope["namespace"]()
        headers = _headers(reply, body)
        if self._allow and reply.status == 405:
            headers.append((b"allow", self._allow.encode()))
        if scope["trace"]:
            headers.append((TRACE, f"{namespace.name}-{number}".encode()))
        return WireAnswer(reply.status, headers, body)

    async def _fails(self, scope: Scope, receive: Receive, send: Send, request: Request, namespace: Namespace) -> bool:
        """Returns whether a fault took the request, which is then answered."""
        operation = self.methods.get("GET" if request.method == "HEAD" else request.method)
        if operation is None:
            return False
        decode = partial(self.emulator.decode, operation)
        candidate = Candidate(request, scope.get("path_params", {}), operation.number, decode)
        fault = namespace.faults.pick(self.emulator.name, operation.name, candidate, namespace.clock.now())
        if fault is None:
            return False
        perform = partial(self._answer, scope, request, namespace)
        await fault.happen(HttpExchange(scope, receive, send, candidate.number, perform, fault.outcome.name))
        return True


def _request(scope: Scope, body: bytes | None) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "localhost")
    url = f"{scope['scheme']}://{host}{scope['mount']}{scope['path']}"
    return Request(scope["method"], scope["path"], scope["query_string"], headers, body, url)


async def _body(receive: Receive) -> bytes | None:
    """Returns the body, or None where it is larger than `MAX_BODY`.

    Raises:
        ClientDisconnect: the client left before the end of its body.
    """
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
    return headers


class EmulatorApplication:
    """The Starlette application of one emulator, with a dictionary of its exact paths in front.

    The dictionary is made from the routes, so that the two cannot disagree; it spares the router's search.
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
    """Returns the emulator's operations by path, then by method."""
    ordered = sorted(emulator.operations, key=lambda operation: operation.path)
    return {
        path: {operation.method: operation for operation in group}
        for path, group in groupby(ordered, key=lambda operation: operation.path)
    }
