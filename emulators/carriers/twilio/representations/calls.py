"""Calls as the core API shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.calls import timeline
from emulators.carriers.twilio.numbers import formatted
from emulators.carriers.twilio.representations.core_api import core, rfc2822
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.call import Call
    from emulators.core.store import Row

SUBRESOURCES = (
    "Events",
    "Notifications",
    "Payments",
    "Recordings",
    "Siprec",
    "Streams",
    "Transcriptions",
    "UserDefinedMessageSubscriptions",
    "UserDefinedMessages",
)
NAMES = {
    "UserDefinedMessageSubscriptions": "user_defined_message_subscriptions",
    "UserDefinedMessages": "user_defined_messages",
}
SHOWN = (
    "sid",
    "account_sid",
    "to",
    "from",
    "phone_number_sid",
    "direction",
    "api_version",
    "trunk_sid",
    "parent_call_sid",
)
NOTHING = ("answered_by", "caller_name", "forwarded_from", "group_sid", "price")


def call(request: Call, row: Row) -> dict[str, Any]:
    """Returns a call as it is now."""
    times, status = timeline.moments(row), timeline.status(row, request.now)
    started, ended = times.get("initiated"), times["completed"] if status == "completed" else None
    drawn = core(row, "Calls")
    base = drawn["uri"].removesuffix(".json")
    return {
        **{name: row[name] for name in SHOWN},
        **dict.fromkeys(NOTHING),
        "to_formatted": formatted(row["to"]),
        "from_formatted": formatted(row["from"]),
        "status": status,
        "start_time": _past(started, request.now),
        "end_time": _past(ended, request.now),
        "duration": str(timeline.seconds_talked(row)) if ended else None,
        "price_unit": "USD",
        "queue_time": str(1_000 * timeline.SECONDS if timeline.is_outbound(row) else 0),
        **drawn,
        "subresource_uris": {NAMES.get(each, each.lower()): f"{base}/{each}.json" for each in SUBRESOURCES},
    }


def _past(moment: datetime | None, now: datetime) -> str | None:
    return rfc2822(seconds(moment)) if moment and moment <= now else None
