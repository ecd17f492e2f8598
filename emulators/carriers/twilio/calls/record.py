"""A call as it is kept: who is asked what to do with it, and who is told how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.tables import CALLS
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.store import Row


def new(sid: str, account_sid: str, caller: str, called: str, now: datetime) -> Row:
    """Returns a row of `CALLS` that an account makes and of which nobody is told."""
    return {
        **dict.fromkeys(CALLS.columns),
        "sid": sid,
        "account_sid": account_sid,
        "from": caller,
        "to": called,
        "direction": "outbound-api",
        "api_version": "2010-04-01",
        "method": "POST",
        "fallback_method": "POST",
        "status_callback_method": "POST",
        "events": ["completed"],
        "timeout": 60,
        "outcome": "completed",
        "began": now.isoformat(),
        "told": 0,
        "redirected": False,
        "open": True,
        "date_created": seconds(now),
        "date_updated": seconds(now),
    }


def handled_by(handler: Row) -> dict[str, Any]:
    """Returns the columns of a call that a number or an application handles."""
    return {
        "url": handler["voice_url"],
        "method": handler["voice_method"],
        "fallback_url": handler["voice_fallback_url"],
        "fallback_method": handler["voice_fallback_method"],
        "status_callback": handler["status_callback"],
        "status_callback_method": handler["status_callback_method"],
    }
