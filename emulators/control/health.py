"""`GET /__admin/health`: up, and with what."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from emulators.control.reply import answer, namespace

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def show(request: Request) -> Response:
    mounted = request.app.state.mounted
    journal = namespace(request).journal
    return answer(
        {
            "status": "ok",
            "version": version("voice-emulators"),
            "namespace": namespace(request).name,
            "emulators": [emulator.name for emulator in mounted],
            "requests": journal.count,
        }
    )
