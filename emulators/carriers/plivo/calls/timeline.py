"""When a call rings, is answered and is over, and so what its status is at any time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from emulators.core.store import Row

SECONDS, BILLED = 1, 60
"""How long a call is queued, rings and lasts, and the whole minute that it is billed as."""


class Ending(NamedTuple):
    """Why a call is over: the code and the name of the cause, by the older name, and who was it."""

    code: int
    name: str
    older: str
    source: str


ENDINGS = {
    "completed": Ending(4000, "Normal Hangup", "NORMAL_CLEARING", "Caller"),
    "busy": Ending(3010, "Busy Line", "USER_BUSY", "Carrier"),
    "no-answer": Ending(3000, "No Answer", "NO_ANSWER", "Carrier"),
    "cancel": Ending(1000, "Canceled", "ORIGINATOR_CANCEL", "API Request"),
}


def moments(call: Row) -> dict[str, datetime]:
    """Returns when each event of a call is, in order, as far as it comes to that. The last one is `hangup`."""
    began = datetime.fromisoformat(call["began"])
    planned = {event: began + timedelta(seconds=after) for event, after in _planned(call).items()}
    if not call["ended"]:
        return planned
    ended = datetime.fromisoformat(call["ended"])
    before = {event: moment for event, moment in planned.items() if moment <= ended and event != "hangup"}
    return before | {"hangup": ended}


def _planned(call: Row) -> dict[str, int]:
    """Seconds after the call began. One that comes in is answered at once; one that nobody answers rings until its timeout."""
    if call["direction"] == "inbound":
        return {"ring": 0, "answer": 0, "hangup": SECONDS}
    if call["outcome"] == "no-answer":
        return {"ring": SECONDS, "hangup": SECONDS + call["ring_timeout"]}
    if call["outcome"] == "busy":
        return {"ring": SECONDS, "hangup": 2 * SECONDS}
    return {"ring": SECONDS, "answer": 2 * SECONDS, "hangup": 3 * SECONDS}


def status(call: Row, now: datetime) -> str:
    """Returns the status of a call: `queued`, `ringing`, `in-progress`, or how it ended."""
    past = [event for event, moment in moments(call).items() if moment <= now]
    if "hangup" in past:
        return str(call["outcome"])
    return "in-progress" if "answer" in past else "ringing" if past else "queued"


def is_over(call: Row, now: datetime) -> bool:
    """Returns whether the call was hung up."""
    return moments(call)["hangup"] <= now


def seconds_talked(call: Row) -> int:
    """Returns how many seconds a call lasts or lasted; none, where nobody answers."""
    times = moments(call)
    return round((times["hangup"] - times.get("answer", times["hangup"])).total_seconds())


def seconds_billed(call: Row) -> int:
    """Returns the whole minutes that a call is billed as, in seconds."""
    return -(-seconds_talked(call) // BILLED) * BILLED
