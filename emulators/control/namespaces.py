"""`GET|DELETE /__admin/namespaces`: who is there, and good-bye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from emulators.control.reply import answer
from emulators.core.namespaces import DEFAULT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.namespaces import Namespaces


async def listed(request: Request) -> Response:
    return answer({"namespaces": _every(request).names()})


async def delete_all(request: Request) -> Response:
    """Every namespace but the default one, which can only be reset."""
    deleted = [name for name in _every(request).names() if name != DEFAULT]
    for name in deleted:
        await _delete(_every(request), name)
    return answer({"deleted": deleted})


async def delete(request: Request) -> Response:
    name = request.path_params["name"]
    if name == DEFAULT:
        raise HTTPException(409, "the default namespace can only be reset: POST /__admin/reset")
    if not await _delete(_every(request), name):
        raise HTTPException(404, f"there is no namespace {name!r}")
    return answer({"deleted": [name]})


async def _delete(every: Namespaces, name: str) -> bool:
    """In a turn of its own, so that what is being done there ends before the connection is closed."""
    return name in every.names() and await every.get(name).turn(every.delete, name)


def _every(request: Request) -> Namespaces:
    every: Namespaces = request.app.state.namespaces
    return every
