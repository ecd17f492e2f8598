"""`GET|PUT /__admin/snapshot`: gives a namespace as the bytes of an SQLite file, secrets included, and takes it
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
    """Answers with rows, settings, clock and where the identifiers are; the journal is not in it."""
    return Response(await in_turn(request, Namespace.snapshot), media_type=SQLITE)


async def restore(request: Request) -> Response:
    """Makes the namespace what a snapshot holds, with an empty journal."""
    if request.headers.get("content-type", "").lower() != SQLITE:
        raise HTTPException(415, f"send Content-Type: {SQLITE}")
    image = await content(request, MAX_SNAPSHOT)
    try:
        await in_turn(request, Namespace.restore, image)
    except BadData as error:
        raise HTTPException(400, str(error)) from None
    return answer({"restored": namespace(request).name})
