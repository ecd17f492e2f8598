"""What a call looks like: while it waits, while it lasts, and as the record that is left of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import numbers
from emulators.carriers.plivo.calls import timeline
from emulators.carriers.plivo.envelope import document
from emulators.carriers.plivo.uris import call_uri

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.http import Reply
    from emulators.core.operation import Operation
    from emulators.core.store import Row


def call(request: Call, operation: Operation, row: Row) -> Reply:
    """Returns the reply that shows a call: as it is going, where that was asked for, and else its record."""
    return document(request, operation, _going(request, row) if request.query.status else record(row, request.now))


def _going(request: Call, row: Row) -> dict[str, Any]:
    started = {"session_start": row["began"][:26].replace("T", " ")} if request.query.status == "live" else {}
    return {
        "call_status": timeline.status(row, request.now),
        "call_uuid": row["call_uuid"],
        "caller_name": row["caller_name"] or "",
        "direction": row["direction"],
        "from": row["from"],
        "request_uuid": row["call_uuid"],
        "to": numbers.normalize(row["to"]),
        **started,
    }


def record(row: Row, now: datetime) -> dict[str, Any]:
    """Returns the record of a call; of one that is not over, as far as it has come."""
    times = {event: moment for event, moment in timeline.moments(row).items() if moment <= now}
    over = "hangup" in times
    talked = timeline.seconds_talked(row) if over else 0
    return {
        "answer_time": _local(times.get("answer")),
        "bill_duration": talked,
        "billed_duration": timeline.seconds_billed(row) if over else 0,
        "call_direction": row["direction"],
        "call_duration": talked,
        "call_state": "ANSWER" if "answer" in times else None,
        "call_uuid": row["call_uuid"],
        "conference_uuid": None,
        "end_time": _local(times.get("hangup")),
        "from_number": row["from"],
        **_ending(row, over=over),
        "initiation_time": _local(datetime.fromisoformat(row["began"])),
        "parent_call_uuid": None,
        "resource_uri": call_uri(row["auth_id"], row["call_uuid"]),
        "stir_verification": "Not Applicable",
        "to_number": numbers.normalize(row["to"]),
        "total_amount": "0.00500" if talked else "0.00000",
        "total_rate": "0.00500",
    }


def _ending(row: Row, *, over: bool) -> dict[str, Any]:
    ending = timeline.ENDINGS[row["outcome"]]
    return {
        "hangup_cause_code": ending.code if over else None,
        "hangup_cause_name": ending.name if over else None,
        "hangup_source": (row["ended_by"] or ending.source) if over else None,
    }


def _local(moment: datetime | None) -> str | None:
    """`2017-05-22 17:49:40+00:00`: the zone of the account, which is UTC here."""
    return moment.isoformat(" ", "seconds") if moment else None
