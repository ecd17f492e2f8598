"""`GET|PUT /__admin/snapshot`: gives out a namespace as the bytes of an SQLite file, secrets included, and takes it
back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from emulators.control.reply import MAX_SNAPSHOT, answer, content, in_turn, namespace
from emulators.core.database import BadData
from emulators.core.namespace import Namespace

if TYPE_CHECKING:
    from starlette.requests import Request

SQLITE = "application/vnd.sqlite3"


async def take(request: Request) -> Response:
    """Answers with rows, settings, clock and the place in the identifiers' sequence; the journal is left out."""
    return Response(await in_turn(request, Namespace.snapshot), media_type=SQLITE)


async def restore(request: Request) -> Response:
    """Replaces the namespace by what a snapshot holds, with an empty journal.

    Raises:
        HTTPException: 400, it is no snapshot; 413, it is too large; 415, it has another content type.
    """
    if request.headers.get("content-type", "").lower() != SQLITE:
        raise HTTPException(415, f"send Content-Type: {SQLITE}")
    image = await content(request, MAX_SNAPSHOT)
    try:
        await in_turn(request, Namespace.restore, image)
    except BadData as error:
        raise HTTPException(400, str(error)) from None
    return answer({"restored": namespace(request).name})
