"""Calls under call control: how one begins, what commands do to it, and when it is over. Nobody hears anything."""

from __future__ import annotations

import string
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.tables import CALLS
from emulators.core import magic
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers
    from emulators.core.store import Row, Store

LONGEST = timedelta(minutes=1)
"""How long a call that was dialled lasts if nobody hangs up."""
KEPT = timedelta(minutes=10)
"""How long a call can be looked at after it ended."""
CONTROL_ID = f"{string.ascii_letters}{string.digits}-_"
CONTROL_ID_LENGTH = 54


def new_call(ids: Identifiers, now: datetime, direction: str, **given: Any) -> Row:
    """Returns a row of `CALLS`. An incoming call waits for an answer; one that goes out is answered at once, but for the
    magic number that nobody owns."""
    return {
        "call_control_id": f"v3:{ids.of(CONTROL_ID, CONTROL_ID_LENGTH)}",
        "call_leg_id": ids.uuid4(),
        "call_session_id": ids.uuid4(),
        "direction": direction,
        "answered": direction == "outgoing" and given["to"] != magic.NOT_OWNED,
        "commands": [],
        "start_time": milliseconds(now),
        **given,
    }


def find(store: Store, organization_id: str, call_control_id: str, now: datetime) -> Row | None:
    """Returns the account's call with this id, or None where there is none, or none any more."""
    row = store.find(CALLS, call_control_id=call_control_id, organization_id=organization_id)
    ended = row and end(row, now)
    return None if ended and now - ended > KEPT else row


def end(row: Row, now: datetime) -> datetime | None:
    """Returns when the call ended, or None while it lasts."""
    if row["end_time"]:
        return datetime.fromisoformat(row["end_time"])
    over = datetime.fromisoformat(row["start_time"]) + LONGEST
    return over if row["direction"] == "outgoing" and now >= over else None


def command(store: Store, row: Row, name: str, given: dict[str, Any], **changes: Any) -> None:
    """Keeps that a command was given, with its state for later events, and the changes that it makes.

    A command whose `command_id` the call has had is ignored.
    """
    command_id = given.get("command_id")
    if command_id and command_id in (each["command_id"] for each in row["commands"]):
        return
    state = {"client_state": given["client_state"]} if "client_state" in given else {}
    commands = [*row["commands"], {"name": name, "command_id": command_id}]
    store.update(CALLS, {"call_control_id": row["call_control_id"]}, commands=commands, **state, **changes)
