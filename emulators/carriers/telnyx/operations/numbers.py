"""Phone numbers: found, shown, connected to an application, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import merge, numbers, representations, rules
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import Id, ListNumbers, UpdateNumber
from emulators.carriers.telnyx.tables import NUMBERS
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.provenance import documented, inferred
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

SOURCES = {"ported": "port_request", "purchased": "number_order"}
EQUAL = (
    "status",
    "connection_id",
    "country_iso_alpha2",
    "customer_reference",
    "billing_group_id",
    "emergency_address_id",
    "phone_number_type",
    "usage_payment_method",
)
"""Filters that compare a column with a value."""

WRITABLE = (rules.number_exists, rules.account_lets_itself_be_changed, rules.number_lets_itself_be_changed)


def list_numbers(call: Call) -> Page:
    """Returns a page of the numbers that meet every filter, newest first unless a sort was sent.

    A filter for a number takes a part of one, as Telnyx's does; a number asked for in full is made where the account owns any.
    """
    query, account = call.query, call.principal.details
    if query.phone_number and numbers.owns(call.store, account, query.phone_number):
        numbers.get_or_create(call.namespace, account, query.phone_number)
    rows = call.store.select(NUMBERS, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
    connected = [_connected(call, row) for row in rows if _matches(row, query)]
    found = [row for row in connected if _is_named(row["connection_name"] or "", query)]
    if query.sort:
        found.sort(key=lambda row: row[query.sort] or "")
    return page([representations.number(row) for row in found], query)


def _matches(row: Row, query: ListNumbers) -> bool:
    digits = (query.phone_number or "").removeprefix("+")
    given = {name: value for name, value in query.given().items() if name in EQUAL}
    shown = query.status or row["status"] != numbers.DELETED
    return bool(
        shown
        and digits in row["phone_number"]
        and all(row[name] == (None if value == "null" else value) for name, value in given.items())
        and (query.tag is None or query.tag in row["tags"])
        and not (query.without_tags == "true" and row["tags"])
        and (query.source is None or row["source_type"] == SOURCES[query.source])
    )


def _is_named(name: str, query: ListNumbers) -> bool:
    """Whether a connection's name meets the filters; a number on no connection has an empty one."""
    return (
        query.name_is in (None, name)
        and (query.name_contains or "") in name
        and name.startswith(query.name_starts or "")
        and name.endswith(query.name_ends or "")
    )


def _connected(call: Call, row: Row) -> Row:
    """The row with the name of the application that the number is connected to."""
    connection = rules.own_connection(call, row["connection_id"]) or {}
    return row | {"connection_name": connection.get("application_name") or connection.get("friendly_name")}


def show_number(call: Call) -> dict[str, Any]:
    """Returns the number that the path names."""
    return representations.number(_connected(call, rules.own_number(call) or {}))


def change_number(call: Call) -> dict[str, Any]:
    """Changes the fields that were sent and returns the number."""
    given = call.body.given()
    if "connection_id" in given:
        given["connection_id"] = given["connection_id"] or None
    return representations.number(_connected(call, changed(call, given)))


def delete_number(call: Call) -> dict[str, Any]:
    """Gives the number back and returns it.

    The row stays, with the status `deleted`: nobody owns it any more, and only a filter for that status finds it.
    """
    row = changed(call, {"status": numbers.DELETED, "connection_id": None})
    return representations.deleted_number(_connected(call, row))


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
        inferred("the client's phone_numbers.delete"),
        params=Id,
        rules=(*WRITABLE, rules.number_may_be_deleted),
    ),
)
