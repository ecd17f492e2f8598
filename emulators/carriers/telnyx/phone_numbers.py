"""What is done to phone numbers and their voice settings: two views of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import numbers, rules
from emulators.carriers.telnyx.applications import merged, page
from emulators.carriers.telnyx.tables import NUMBERS
from emulators.core.clock import milliseconds
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.carriers.telnyx.envelope import Page
    from emulators.carriers.telnyx.schema import ListNumbers
    from emulators.core.call import Call
    from emulators.core.store import Row

INSIDE = frozenset({"organization_id", "tech_prefix_enabled", "translated_number", "usage_payment_method"})
VOICE = (
    "id",
    "phone_number",
    "connection_id",
    "customer_reference",
    "tech_prefix_enabled",
    "translated_number",
    "caller_id_name_enabled",
    "inbound_call_screening",
    "usage_payment_method",
    "call_forwarding",
    "call_recording",
    "cnam_listing",
    "media_features",
)
EMERGENCY = ("emergency_enabled", "emergency_address_id", "emergency_status")
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


def own_numbers(call: Call) -> Page:
    """Telnyx's own habit of partial matches; a number asked for in full is made where the account owns any number."""
    query, account = call.query, call.principal.details
    if query.phone_number and numbers.owns(call.store, account, query.phone_number):
        numbers.get_or_create(call.namespace, account, query.phone_number)
    rows = call.store.select(NUMBERS, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
    found = [row for row in (drawn(call, row) for row in rows if _matches(row, query)) if _named(row, query)]
    if query.sort:
        found.sort(key=lambda row: row.get(query.sort) or "")
    return page(call, [{name: value for name, value in row.items() if name not in INSIDE} for row in found])


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


def _named(number: Row, query: ListNumbers) -> bool:
    name = number["connection_name"] or ""
    return (
        query.name_is in (None, name)
        and (query.name_contains or "") in name
        and name.startswith(query.name_starts or "")
        and name.endswith(query.name_ends or "")
    )


def drawn(call: Call, row: Row) -> Row:
    """The number as it is answered, with the switches that its voice settings hold, and a few columns more."""
    connection = rules.own_connection(call, row["connection_id"]) or {}
    plain = {name: value for name, value in row.items() if not isinstance(value, dict)}
    return {
        "record_type": "phone_number",
        **plain,
        "connection_name": connection.get("application_name") or connection.get("friendly_name"),
        "call_forwarding_enabled": row["call_forwarding"]["call_forwarding_enabled"],
        "call_recording_enabled": row["call_recording"]["inbound_call_recording_enabled"],
        "cnam_listing_enabled": row["cnam_listing"]["cnam_listing_enabled"],
        "t38_fax_gateway_enabled": row["media_features"]["t38_fax_gateway_enabled"],
    }


def _number(call: Call, row: Row) -> Row:
    return {name: value for name, value in drawn(call, row).items() if name not in INSIDE}


def fetch_number(call: Call) -> Row:
    return _number(call, rules.own_number(call) or {})


def change_number(call: Call) -> Row:
    return _number(call, _changed(call, call.body.given()))


def delete_number(call: Call) -> Row:
    """The row stays, with the status `deleted`: nobody owns it any more, and only a filter for that status finds it."""
    return _number(call, _changed(call, {"status": numbers.DELETED, "connection_id": None}))


def fetch_voice_settings(call: Call) -> dict[str, Any]:
    return _voice(rules.own_number(call) or {})


def change_voice_settings(call: Call) -> dict[str, Any]:
    return _voice(_changed(call, call.body.given()))


def _voice(row: Row) -> dict[str, Any]:
    shown = {name: row[name] for name in VOICE}
    return {"record_type": "voice_settings", **shown, "emergency": {name: row[name] for name in EMERGENCY}}


def _changed(call: Call, given: dict[str, Any]) -> Row:
    row = rules.own_number(call) or {}
    changes = {name: merged(row, {name: value})[name] for name, value in given.items()}
    changes["updated_at"] = milliseconds(call.now)
    call.store.update(NUMBERS, {"id": row["id"]}, **changes)
    return row | changes
