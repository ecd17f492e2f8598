"""Declares the operations, and carries out what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.clock import seconds
from emulators.core.operation import Operation
from emulators.core.problem import Refusal
from emulators.core.provenance import documented, inferred
from emulators.core.store import Taken
from emulators.vendors.freya import envelope, problems, rules
from emulators.vendors.freya.schema import ChangedPhoneNumber, CreatePhoneNumber, UpdatePhoneNumbers
from emulators.vendors.freya.settings import CREATED_STATUS, DUPLICATE_NUMBER
from emulators.vendors.freya.tables import PHONE_NUMBERS

if TYPE_CHECKING:
    from emulators.core.call import Call


def create(call: Call) -> dict[str, Any]:
    """Adds a number to the workspace, and returns its row with its agents.

    Raises `Refusal` for a number that the workspace has, where the setting says so.
    """
    now = seconds(call.now)
    sent = {"friendlyName": None, "config": {}} | call.body.given()
    row = {**sent, "id": call.ids.uuid4(), "createdAt": now, "updatedAt": now, "copyOf": ""}
    try:
        call.store.insert(PHONE_NUMBERS, row)
    except Taken:
        row |= _as_a_copy(call, row)
        call.store.insert(PHONE_NUMBERS, row)
    return _with_agents(call, row)


def _as_a_copy(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    """Returns what lets the unique index take a number that the workspace has already. Raises `Refusal` where the
    setting does not."""
    if call.setting(DUPLICATE_NUMBER) == "refuse":
        raise Refusal(problems.NUMBER_EXISTS)
    return {"copyOf": row["id"]}


def update(call: Call) -> list[tuple[str, dict[str, Any] | Refusal]]:
    """Changes each number for itself. Returns by id its row with its agents, or why it cannot be changed.

    Raises `Refusal` for a magic number, which refuses the whole.
    """
    return [(changed.id, _outcome(call, changed)) for changed in call.body.phoneNumbers]


def _outcome(call: Call, changed: ChangedPhoneNumber) -> dict[str, Any] | Refusal:
    call.refuse_magic_number(changed.number)
    try:
        return _change(call, changed)
    except Refusal as refusal:
        return refusal


def _change(call: Call, changed: ChangedPhoneNumber) -> dict[str, Any]:
    """Changes what was sent, `config` as a whole; `updatedAt` moves only where something really changed."""
    row = call.store.find(PHONE_NUMBERS, id=changed.id, workspaceId=call.body.workspaceId)
    if row is None:
        raise Refusal(problems.NUMBER_NOT_FOUND)
    unknown = rules.unknown_agents(call, changed.config)
    if unknown:
        raise Refusal(problems.INVALID, unknown)
    changes = {name: value for name, value in changed.given().items() if row[name] != value}
    if changes:
        changes |= {"updatedAt": seconds(call.now)} | ({"copyOf": ""} if "number" in changes else {})
        try:
            call.store.update(PHONE_NUMBERS, {"id": row["id"]}, **changes)
        except Taken:
            changes |= _as_a_copy(call, row)
            call.store.update(PHONE_NUMBERS, {"id": row["id"]}, **changes)
    return _with_agents(call, row | changes)


def _with_agents(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    """Returns the row, and the agents of the workspace that its configuration names, by the name of its field."""
    agents = {end: rules.find_agent(call, row["workspaceId"], row["config"].get(end)) for end in rules.ENDS}
    return row | {"agents": agents}


create_phone_number = Operation(
    "POST",
    "/api/v2/phone-numbers",
    name="create_phone_number",
    provenance=documented("POST /phone-numbers"),
    body=CreatePhoneNumber,
    rules=(rules.workspace_is_the_keys, rules.user_and_agents_are_known),
    effect=create,
    raises=(problems.NUMBER_EXISTS,),
    status=CREATED_STATUS,
    message="Phone number created successfully",
    number="number",
)

update_phone_numbers = Operation(
    "PUT",
    "/api/v2/phone-numbers",
    name="update_phone_numbers",
    provenance=inferred("update-phone-numbers, as of host app2: PUT /phone-numbers with an array"),
    body=UpdatePhoneNumbers,
    rules=(rules.workspace_is_the_keys,),
    effect=update,
    raises=(problems.NUMBER_NOT_FOUND, problems.NUMBER_EXISTS),
    message="Phone numbers updated successfully",
    success=envelope.updated,
)

OPERATIONS = (create_phone_number, update_phone_numbers)
