"""When a call rings, is answered and is over, and so what its status is at any time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.core.store import Row

SECONDS = 1
"""How long a call is queued, rings, and lasts."""

STATUSES = {"initiated": "initiated", "ringing": "ringing", "answered": "in-progress"}
"""What a status callback calls the call after an event; after the last one it is the outcome."""

_COURSES = {
    "completed": ("initiated", "ringing", "answered", "completed"),
    "busy": ("initiated", "ringing", "completed"),
    "failed": ("initiated", "completed"),
}


def moments(call: Row) -> dict[str, datetime]:
    """Returns when each event of a call is, in order, as far as it comes to that. The last one is `completed`."""
    began = datetime.fromisoformat(call["began"])
    planned = {event: began + timedelta(seconds=after) for event, after in _planned(call).items()}
    if not call["ended"]:
        return planned
    ended = datetime.fromisoformat(call["ended"])
    before = {event: moment for event, moment in planned.items() if moment <= ended and event != "completed"}
    return before | {"completed": ended}


def _planned(call: Row) -> dict[str, int]:
    """Seconds after the call began. One that comes in is answered at once; one that nobody answers rings until its timeout."""
    if not is_outbound(call):
        return {"initiated": 0, "ringing": 0, "answered": 0, "completed": SECONDS}
    if call["outcome"] == "no-answer":
        return {"initiated": SECONDS, "ringing": 2 * SECONDS, "completed": 2 * SECONDS + call["timeout"]}
    course = _COURSES.get(call["outcome"], _COURSES["completed"])
    return {event: (place + 1) * SECONDS for place, event in enumerate(course)}


def is_outbound(call: Row) -> bool:
    """Returns whether the account made the call."""
    return str(call["direction"]).startswith("outbound")


def status(call: Row, now: datetime) -> str:
    """Returns the status of a call: `queued`, `ringing`, `in-progress`, or how it ended."""
    past = [event for event, moment in moments(call).items() if moment <= now]
    if "completed" in past:
        return str(call["outcome"])
    return "in-progress" if "answered" in past else "ringing" if "ringing" in past else "queued"


def seconds_talked(call: Row) -> int:
    """Returns how many seconds a call lasted that was answered and is over."""
    times = moments(call)
    return round((times["completed"] - times["answered"]).total_seconds())
