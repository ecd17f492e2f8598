"""`GET /__admin/requests[/{number}]`: what was asked and answered, why it was refused, secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from emulators.control.exchange import shown
from emulators.control.reply import answer, namespace, number

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PAGE, MOST = 100, 1_000


async def listed(request: Request) -> Response:
    """The latest ones, oldest first. `dropped` says how many are no longer kept."""
    journal = namespace(request).journal
    limit = number(request, "limit", PAGE, MOST)
    latest = list(journal)[-limit:] if limit else []
    return answer({"count": journal.count, "dropped": journal.dropped, "requests": [shown(entry) for entry in latest]})


async def one(request: Request) -> Response:
    """One exchange by its number, or by the whole `Emulator-Trace` of its answer."""
    space = namespace(request)
    wanted = request.path_params["number"].removeprefix(f"{space.name}-")
    entry = space.journal.find(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    if entry is None:
        raise HTTPException(404, f"no request {wanted!r} in {space.name}; {space.journal.dropped} were dropped")
    return answer(shown(entry))
