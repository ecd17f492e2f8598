"""Background jobs over several numbers: what is done to each, and how the job ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import merge, numbers, selection
from emulators.carriers.telnyx.envelope import error_of
from emulators.carriers.telnyx.problems import LOCKED, WRITE_FAILED
from emulators.carriers.telnyx.tables import JOBS, NUMBERS
from emulators.core import magic
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.problem import Problem
    from emulators.core.store import Row

UPDATE, DELETE = "update_phone_numbers", "delete_phone_numbers"


def update(call: Call, changes: dict[str, Any]) -> Row:
    """Makes the changes to every chosen number. Returns the row of `JOBS`."""
    return _run(call, UPDATE, _chosen(call), changes, {})


def delete(call: Call) -> Row:
    """Gives every listed number back but for those that are locked against it. Returns the row of `JOBS`."""
    rows = _chosen(call)
    locked = {row["id"]: LOCKED for row in rows if row["deletion_lock_enabled"]}
    return _run(call, DELETE, rows, numbers.GIVEN_BACK, locked)


def _run(call: Call, kind: str, rows: list[Row], changes: dict[str, Any], refused: dict[str, Problem]) -> Row:
    """Makes the changes to every number that does not refuse them."""
    now = milliseconds(call.now)
    refused = refused | {row["id"]: WRITE_FAILED for row in rows if row["phone_number"] == magic.WRITE_FAILS}
    failed, done = _parted(rows, refused)
    for row in done:
        call.store.update(NUMBERS, {"id": row["id"]}, **merge.changes(row, changes), updated_at=now)
    job = {
        "id": call.ids.uuid4(),
        "organization_id": call.principal.tenant,
        "type": kind,
        "status": "failed" if failed and not done else "completed",
        "phone_numbers": [_named(row) for row in rows],
        "successful_operations": [_named(row) for row in done],
        "failed_operations": [_named(row) | {"errors": [error_of(refused[row["id"]])]} for row in failed],
        "created_at": now,
        "updated_at": now,
    }
    call.store.insert(JOBS, job)
    return job


def _parted(rows: list[Row], refused: dict[str, Problem]) -> tuple[list[Row], list[Row]]:
    return [row for row in rows if row["id"] in refused], [row for row in rows if row["id"] not in refused]


def _chosen(call: Call) -> list[Row]:
    """The rows of the numbers that the body lists, or else of those that the filters of the query select."""
    if call.body.phone_numbers is None:
        return selection.selected(call)
    return [_own(call, each) for each in dict.fromkeys(call.body.phone_numbers)]


def _own(call: Call, named: str) -> Row:
    """The row of a number that the account owns, by its id or in +E.164 form."""
    if named.startswith("+"):
        return numbers.get_or_create(call.namespace, call.principal.details, named)
    return call.store.select(NUMBERS, {"id": named})[0]


def _named(row: Row) -> dict[str, Any]:
    return {"id": row["id"], "phone_number": row["phone_number"]}
