"""Phone numbers: found, shown, connected to an application, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import merge, numbers, representations, rules, selection
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import Id, ListNumbers, ListSlimNumbers, UpdateNumber
from emulators.carriers.telnyx.tables import NUMBERS
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

WRITABLE = (rules.number_exists, rules.account_lets_itself_be_changed, rules.number_lets_itself_be_changed)


def list_numbers(call: Call) -> Page:
    """Returns a page of the numbers that meet every filter, newest first unless a sort was sent."""
    found = selection.in_order(call, selection.selected(call))
    return page([representations.number(row) for row in found], call.query)


def list_slim_numbers(call: Call) -> Page:
    """Returns a page of the numbers that meet every filter, in fewer words, with connection and tags where they are asked for."""
    found = selection.in_order(call, selection.selected(call))
    return page([representations.slim_number(row, call.query) for row in found], call.query)


def show_number(call: Call) -> dict[str, Any]:
    """Returns the number that the path names."""
    return representations.number(selection.connected(call, rules.own_number(call) or {}))


def change_number(call: Call) -> dict[str, Any]:
    """Changes the fields that were sent and returns the number."""
    given = call.body.given()
    if "connection_id" in given:
        given["connection_id"] = given["connection_id"] or None
    return representations.number(selection.connected(call, changed(call, given)))


def delete_number(call: Call) -> dict[str, Any]:
    """Gives the number back and returns it.

    The row stays, with the status `deleted`: nobody owns it any more, and only a filter for that status finds it.
    """
    row = changed(call, numbers.GIVEN_BACK)
    return representations.deleted_number(selection.connected(call, row))


def changed(call: Call, given: dict[str, Any]) -> Row:
    """Writes what was given to the row of the number that the path names, and returns the row as it is then."""
    row = rules.own_number(call) or {}
    changes = merge.changes(row, given) | {"updated_at": milliseconds(call.now)}
    call.store.update(NUMBERS, {"id": row["id"]}, **changes)
    return row | changes


OPERATIONS = (
    Operation(
        "GET",
        "/v2/phone_numbers",
        list_numbers,
        documented("GET /phone_numbers"),
        query=ListNumbers,
        rules=(rules.number_sought_is_valid,),
        success=listed,
    ),
    Operation(
        "GET",
        "/v2/phone_numbers/slim",
        list_slim_numbers,
        documented("GET /phone_numbers/slim"),
        query=ListSlimNumbers,
        rules=(rules.number_sought_is_valid,),
        success=listed,
    ),
    Operation(
        "GET",
        "/v2/phone_numbers/{id}",
        show_number,
        documented("GET /phone_numbers/{id}"),
        params=Id,
        rules=(rules.number_exists,),
    ),
    Operation(
        "PATCH",
        "/v2/phone_numbers/{id}",
        change_number,
        documented("PATCH /phone_numbers/{id}"),
        params=Id,
        body=UpdateNumber,
        rules=(*WRITABLE, rules.connection_exists),
    ),
    Operation(
        "DELETE",
        "/v2/phone_numbers/{id}",
        delete_number,
        documented("DELETE /phone_numbers/{id}"),
        params=Id,
        rules=(*WRITABLE, rules.number_may_be_deleted),
    ),
)
