"""`GET /__admin/report`: what the requests of a namespace show about their client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.control.reply import answer, in_turn

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def show(request: Request) -> Response:
    """Answers with remarks on accepted requests, and the documented errors that the client met and never met."""
    from emulators.explanation.client_report import report  # noqa: PLC0415 -- starting need not wait for it

    return answer(await in_turn(request, report, request.app.state.namespaces.emulators))
