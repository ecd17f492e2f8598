"""`GET /__admin/health`: says that the server is up, and what it serves."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from emulators.control.reply import answer, namespace

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def show(request: Request) -> Response:
    """Answers with the version, the namespace, the emulators, and how many requests there were."""
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
