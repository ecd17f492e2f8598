"""Which numbers of an account the filters of a query select."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import connections, numbers
from emulators.carriers.telnyx.tables import NUMBERS
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


def selected(call: Call) -> list[Row]:
    """Returns the account's numbers that meet every filter of the query, newest first, with the names of their connections.

    A filter for a number takes a part of one, as Telnyx's does; a number asked for in full is made where the account owns any.
    """
    given, account = call.query.given(), call.principal.details
    wanted = given.get("phone_number")
    if wanted and numbers.owns(call.store, account, wanted):
        numbers.get_or_create(call.namespace, account, wanted)
    rows = call.store.select(NUMBERS, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
    fitting = [connected(call, row) for row in rows if _matches(row, given)]
    return [row for row in fitting if _is_named(row["connection_name"] or "", given)]


def connected(call: Call, row: Row) -> Row:
    """Returns the row with the name of the connection that the number is on."""
    found = connections.find(call.store, call.principal.tenant, row["connection_id"])
    return row | {"connection_name": found[1][found[0].name] if found else None}


def in_order(call: Call, rows: list[Row]) -> list[Row]:
    """Returns the rows in the order that the query asks for; as they are where it asks for none."""
    sort = call.query.sort
    return sorted(rows, key=lambda row: row[sort] or "") if sort else rows


def _matches(row: Row, given: dict[str, Any]) -> bool:
    digits = given.get("phone_number", "").removeprefix("+")
    equal = {name: value for name, value in given.items() if name in EQUAL}
    return bool(
        ("status" in given or row["status"] != numbers.DELETED)
        and digits in row["phone_number"]
        and all(row[name] == (None if value == "null" else value) for name, value in equal.items())
        and given.get("tag") in (None, *row["tags"])
        and not (given.get("without_tags") == "true" and row["tags"])
        and ("source" not in given or row["source_type"] == SOURCES[given["source"]])
    )


def _is_named(name: str, given: dict[str, Any]) -> bool:
    """Whether a connection's name meets the filters; a number on no connection has an empty one."""
    return (
        given.get("name_is") in (None, name)
        and given.get("name_contains", "") in name
        and name.startswith(given.get("name_starts", ""))
        and name.endswith(given.get("name_ends", ""))
    )
