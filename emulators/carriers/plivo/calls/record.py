"""A call as it is kept: who is asked what to do with it, and who is told how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo.tables import CALLS

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.store import Row


def new(call_uuid: str, auth_id: str, caller: str, called: str, now: datetime) -> Row:
    """Returns a row of `CALLS` of which nobody is told."""
    return {
        **dict.fromkeys(CALLS.columns),
        **dict.fromkeys(("answer_method", "ring_method", "hangup_method", "fallback_method"), "POST"),
        "call_uuid": call_uuid,
        "auth_id": auth_id,
        "from": caller,
        "to": called,
        "direction": "outbound",
        "ring_timeout": 120,
        "outcome": "completed",
        "began": now.isoformat(),
        "told": 0,
        "open": True,
    }
