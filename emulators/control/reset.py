"""`POST /__admin/reset`: restores the state in which the namespace began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.control.reply import answer, in_turn, namespace
from emulators.core.namespace import Namespace

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def run(request: Request) -> Response:
    """Resets the namespace."""
    await in_turn(request, Namespace.reset)
    return answer({"reset": namespace(request).name})
