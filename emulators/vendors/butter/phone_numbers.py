"""Carries out what is done to numbers: importing and listing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.clock import seconds
from emulators.core.problem import Refusal
from emulators.core.store import NEWEST_FIRST, Taken
from emulators.vendors.butter import problems, telephony
from emulators.vendors.butter.tables import PHONE_NUMBERS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


def store_phone_number(call: Call) -> Row:
    """Imports a number, and returns its row.

    Raises `Refusal` for a number that somebody has, and where Twilio or LiveKit does not do its part.
    """
    now = seconds(call.now)
    row: Row = call.body.model_dump() | {
        "phone_number_id": f"phon_{call.ids.hex(12)}",
        "client_id": call.principal.tenant,
        "status": "free",
        "created_at": now,
        "updated_at": now,
    }
    try:
        call.store.insert(PHONE_NUMBERS, row)
    except Taken:
        raise Refusal(problems.NUMBER_EXISTS) from None
    _reach_the_carrier(call, row)
    return row


def _reach_the_carrier(call: Call, row: Row) -> None:
    """Asks the carrier after the row is in, so that a duplicate never gets here. What LiveKit made is kept, so that it
    could be undone."""
    telephony.point_here(call, row, "import")
    if row["provider"] == "sip":
        trunks = telephony.create_trunks(call, call.body)
        call.store.update(PHONE_NUMBERS, {"phone_number_id": row["phone_number_id"]}, trunks=trunks)


def page_of_phone_numbers(call: Call) -> dict[str, Any]:
    """Returns the organization's numbers, the newest first: `items`, whether there are `more`, and the `total` of the
    filter."""
    wanted = {"client_id": call.principal.tenant}
    if call.query.status is not None:
        wanted["status"] = call.query.status
    limit = call.query.limit
    rows = call.store.select(PHONE_NUMBERS, wanted, NEWEST_FIRST, limit + 1, after=call.query.cursor)
    return {
        "items": rows[:limit],
        "more": len(rows) > limit,
        "total": call.store.count(PHONE_NUMBERS, **wanted),
    }
