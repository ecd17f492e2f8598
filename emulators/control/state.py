"""`GET /__admin/state[/{owner}[/{table}]]`: the rows that the emulators keep, secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.reply import answer, namespace, number
from emulators.core.mask import masked

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.emulator import Emulator
    from emulators.core.store import Table

PAGE, MOST = 100, 1_000


async def tables(request: Request) -> Response:
    """How many rows each table holds, by owner."""
    return answer(await namespace(request).turn(_counts, request))


def _counts(request: Request) -> dict[str, dict[str, int]]:
    store = namespace(request).store
    every: tuple[Emulator, ...] = request.app.state.namespaces.emulators
    return {owner.name: {table.name: store.count(table) for table in owner.tables} for owner in every}


async def owned(request: Request) -> Response:
    """The first rows of each of one owner's tables."""
    owner = _owner(request)
    return answer({table.name: await _rows(request, owner, table) for table in owner.tables})


async def rows(request: Request) -> Response:
    """A page of one table's rows; the table by its name, with or without the owner's prefix."""
    owner, wanted = _owner(request), request.path_params["table"]
    for table in owner.tables:
        if wanted in (table.name, table.name.removeprefix(f"{owner.name}_")):
            return answer(await _rows(request, owner, table))
    raise HTTPException(
        404, f"{owner.name} has no table {wanted!r}; there is {', '.join(each.name for each in owner.tables)}"
    )


def _owner(request: Request) -> Emulator:
    every: tuple[Emulator, ...] = request.app.state.namespaces.emulators
    for emulator in every:
        if emulator.name == request.path_params["owner"]:
            return emulator
    raise HTTPException(404, f"nobody here is called that; there is {', '.join(emulator.name for emulator in every)}")


async def _rows(request: Request, owner: Emulator, table: Table) -> Any:
    limit, offset = number(request, "limit", PAGE, MOST), number(request, "offset", 0, 1 << 40)
    space = namespace(request)
    return masked(await space.turn(space.store.select, table, {}, limit=limit, offset=offset), owner.secrets)
