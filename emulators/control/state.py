"""`GET /__admin/state[/{owner}[/{table}]]`: shows the rows that the emulators keep, secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.reply import answer, in_turn, number
from emulators.core.mask import masked
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Table

PAGE, MOST = 100, 1_000


async def list_tables(request: Request) -> Response:
    """Answers with how many rows each table holds, by owner."""
    return answer(await in_turn(request, _counts, request.app.state.namespaces.emulators))


def _counts(space: Namespace, every: tuple[Emulator, ...]) -> dict[str, dict[str, int]]:
    return {owner.name: {table.name: space.store.count(table) for table in owner.tables} for owner in every}


async def show_owner(request: Request) -> Response:
    """Answers with the first rows of each table of one owner.

    Raises:
        HTTPException: 404, there is no such owner.
    """
    owner = _owner(request)
    return answer({table.name: await _rows(request, owner, table) for table in owner.tables})


async def list_rows(request: Request) -> Response:
    """Answers with a page of one table's rows. The table is named with or without its owner's prefix.

    Raises:
        HTTPException: 404, there is no such owner or table.
    """
    owner, wanted = _owner(request), request.path_params["table"]
    for table in owner.tables:
        if wanted in (table.name, table.name.removeprefix(f"{owner.name}_")):
            return answer(await _rows(request, owner, table))
    raise HTTPException(
        404, f"{owner.name} has no table {wanted!r}; {suggestion(wanted, [each.name for each in owner.tables])}"
    )


def _owner(request: Request) -> Emulator:
    every: tuple[Emulator, ...] = request.app.state.namespaces.emulators
    name = request.path_params["owner"]
    for emulator in every:
        if emulator.name == name:
            return emulator
    raise HTTPException(404, f"no emulator {name!r} here; {suggestion(name, [emulator.name for emulator in every])}")


async def _rows(request: Request, owner: Emulator, table: Table) -> Any:
    limit, offset = number(request, "limit", PAGE, MOST), number(request, "offset", 0, 1 << 40)
    return masked(await in_turn(request, _page, table, limit, offset), owner.secrets)


def _page(space: Namespace, table: Table, limit: int, offset: int) -> list[Row]:
    return space.store.select(table, {}, limit=limit, offset=offset)
