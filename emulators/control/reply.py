"""Reads the control plane's requests and makes its answers: JSON, with errors as `{"error": "..."}`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from emulators.core.database import BadData
from emulators.core.namespace import in_turn as turn
from emulators.core.namespaces import BadNamespace, explain_refusal
from emulators.extras import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Concatenate

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from emulators.core.namespace import Namespace

    Handler = Callable[[Request], Awaitable[Response]]

P = ParamSpec("P")
R = TypeVar("R")

MAX_BODY = 1 << 20
MAX_SNAPSHOT = 64 << 20


def answer(content: Any, status: int = 200) -> Response:
    """Returns an answer with this content as JSON."""
    return Response(orjson.dumps(content), status, media_type="application/json")


def refuse(status: int, error: str) -> Response:
    """Returns an answer whose error says what is wrong."""
    return answer({"error": error}, status)


def namespace(request: Request) -> Namespace:
    """Returns the namespace that this request is about, as it is now: another request may have deleted it meanwhile."""
    found: Namespace = request.scope["namespace"]()
    return found


async def in_turn(request: Request, do: Callable[Concatenate[Namespace, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Returns `do(namespace, ...)`, called while nothing else happens in the namespace that this request is about."""
    return await turn(request.scope["namespace"], do, *args, **kwargs)


def server_url(request: Request) -> str:
    """Returns the URL of the server as the client reached it, whatever the namespace."""
    return f"{request.url.scheme}://{request.headers['host']}"


def base(request: Request) -> str:
    """Returns the URL under which this namespace's emulators are mounted, as the client reached it."""
    return f"{server_url(request)}{request.scope['mount'].removesuffix('/__admin')}"


async def document(request: Request) -> dict[str, Any]:
    """Returns the JSON object that was sent.

    Raises:
        HTTPException: 400, 413 or 415, the body is none, is too large, or has another content type.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "send Content-Type: application/json")
    try:
        sent = orjson.loads(await content(request))
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"the body is not JSON: {error}") from None
    if not isinstance(sent, dict):
        raise HTTPException(400, "the body must be a JSON object")
    return sent


async def content(request: Request, most: int = MAX_BODY) -> bytes:
    """Returns the body as it was sent.

    Raises:
        HTTPException: 413, it is larger than `most` bytes.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"the body is larger than {most} bytes")
    return bytes(body)


def number(request: Request, name: str, default: int, most: int) -> int:
    """Returns a query parameter as a whole number from 0 to `most`.

    Raises:
        HTTPException: 400, it is none.
    """
    given = request.query_params.get(name, str(default))
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(most)) and int(given) <= most):
        raise HTTPException(400, f"{name} is a whole number from 0 to {most}")
    return int(given)


class by_method:  # noqa: N801 -- reads as a word of the route table
    """Serves one path with a handler for each method, as an ASGI application. Other methods get a 405 that names those
    that exist."""

    def __init__(self, **handlers: Handler) -> None:
        self.handlers = handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.requests import Request as StarletteRequest  # noqa: PLC0415 -- named like ours in annotations

        handler = self.handlers.get("GET" if scope["method"] == "HEAD" else scope["method"])
        if handler is None:
            response = refuse(405, f"{scope['method']} is not answered here")
            response.headers["allow"] = ", ".join(self.handlers)
        else:
            response = await handler(StarletteRequest(scope, receive))
        await response(scope, receive, send)


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 -- HANDLERS says so
    return refuse(
        error.status_code,
        "nothing here; see /__admin" if error.status_code == 404 and error.detail == "Not Found" else error.detail,
    )


async def _gone(_request: Request, _error: Exception) -> Response:
    """Answers although nobody reads it: the client left before the end of its body."""
    return refuse(400, "the client left before the end of its body")


async def _database(_request: Request, error: Exception) -> Response:
    """Answers where the database fails, mostly because the disk is full."""
    return refuse(500, f"the database of this namespace says: {error}")


async def _no_namespace(_request: Request, error: Exception) -> Response:
    """Answers where the namespace cannot be had."""
    assert isinstance(error, BadNamespace | BadData)  # noqa: S101 -- HANDLERS says so
    return refuse(*explain_refusal(error))


async def _missing_extra(_request: Request, error: Exception) -> Response:
    """Answers where a package that a carrier needs is not installed."""
    return refuse(501, str(error))


HANDLERS: Any = {
    HTTPException: _http_error,
    ClientDisconnect: _gone,
    sqlite3.Error: _database,
    BadNamespace: _no_namespace,
    BadData: _no_namespace,
    MissingExtra: _missing_extra,
}
