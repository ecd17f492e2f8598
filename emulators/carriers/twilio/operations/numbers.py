"""IncomingPhoneNumbers: the numbers of an account and what answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio import envelope, numbers, problems, rules, schema, stock
from emulators.carriers.twilio.auth import BUYS
from emulators.carriers.twilio.operations.account import ACCOUNT
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import core_api
from emulators.carriers.twilio.tables import NUMBERS
from emulators.core.clock import seconds
from emulators.core.problem import Refusal
from emulators.core.store import Taken

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

_IN_FULL = re.compile(r"\+[1-9][0-9]{6,14}")
NULL_WHERE_EMPTY = frozenset(
    ["voice_application_sid", "trunk_sid", "address_sid", "identity_sid", "bundle_sid", "emergency_address_sid"]
)
"""The columns that an empty text clears; the samples print one for `sms_application_sid`."""
LIST, INSTANCE = f"{ACCOUNT}/IncomingPhoneNumbers.json", f"{ACCOUNT}/IncomingPhoneNumbers/{{Sid}}.json"


def list_numbers(call: Call) -> Page:
    """Returns a page of the numbers that meet every filter, oldest first."""
    return page(numbers_found(call), call.query)


def numbers_found(call: Call) -> list[Row]:
    """Returns the account's numbers that meet every filter of the query, oldest first.

    A filter for a number takes a part of one, as Twilio's does; a number asked for in full is made where the account owns any.
    """
    query, account = call.query, call.principal.details
    wanted = query.PhoneNumber or ""
    if _IN_FULL.fullmatch(wanted) and numbers.owns(call.store, account, wanted):
        numbers.get_or_create(call.namespace, account, wanted)
    rows = list_own(call, NUMBERS, friendly_name=query.FriendlyName, origin=query.Origin)
    partial = re.escape(wanted).replace(r"\*", "[0-9]")
    return [row for row in rows if re.search(partial, row["phone_number"]) and row["beta"] <= query.Beta]


def buy_number(call: Call) -> Row:
    """Makes a number the account's and returns it.

    Test credentials are shown the number as they would have it, and nothing is kept.

    Raises:
        Refusal: the account has the number already.
    """
    wanted = rules.wanted(call) or _of_the_area(call)
    row = numbers.new(f"PN{call.ids.hex(32)}", call.principal.tenant, wanted, seconds(call.now)) | _changes(call)
    if call.principal.details["test_credentials"]:
        return row
    try:
        numbers.take(call.store, row)
    except Taken:
        raise Refusal(problems.NOT_AVAILABLE) from None
    return row


def _of_the_area(call: Call) -> str:
    """A number for sale with the area code; one that nobody listed where there is none."""
    area = call.body.AreaCode
    return stock.in_area(call.store, area) or f"+1{area}555{call.ids.digits(4)}"


def _changes(call: Call) -> dict[str, Any]:
    """What was sent, by column. A trunk takes the place of an application, and an application that of a trunk."""
    sent: dict[str, Any] = call.body.changes()
    changes = {name: value for name, value in sent.items() if name in NUMBERS.columns and name != "phone_number"}
    for name in NULL_WHERE_EMPTY & changes.keys():
        changes[name] = changes[name] or None
    if changes.get("trunk_sid"):
        return changes | {"voice_application_sid": None}
    return changes | {"trunk_sid": None} if changes.get("voice_application_sid") else changes


def show_number(call: Call) -> Row | None:
    """Returns the number that the path names."""
    return rules.own(call, NUMBERS, call.params.Sid)


def change_number(call: Call) -> Row | None:
    """Changes the fields that were sent and returns the number."""
    call.store.update(NUMBERS, {"sid": call.params.Sid}, **_changes(call), date_updated=seconds(call.now))
    return show_number(call)


def release_number(call: Call) -> None:
    """Lets the number go."""
    numbers.release(call.store, call.principal.tenant, call.params.Sid)


OPERATIONS = (
    declared(
        "GET",
        LIST,
        list_numbers,
        params=schema.AccountPath,
        query=schema.NumbersQuery,
        success=envelope.many("incoming_phone_numbers", core_api.phone_number),
    ),
    declared(
        "POST",
        LIST,
        buy_number,
        params=schema.AccountPath,
        permission=BUYS,
        body=schema.BuyNumber,
        rules=(
            rules.number_or_area_code_is_given,
            rules.number_is_valid,
            rules.number_is_available,
            rules.area_has_numbers,
            rules.application_is_ours,
            rules.trunk_is_ours,
        ),
        raises=(problems.NOT_AVAILABLE,),
        status=201,
        number="PhoneNumber",
        success=envelope.one(core_api.phone_number),
    ),
    declared(
        "GET",
        INSTANCE,
        show_number,
        params=schema.ResourcePath,
        rules=(rules.number_exists,),
        success=envelope.one(core_api.phone_number),
    ),
    declared(
        "POST",
        INSTANCE,
        change_number,
        params=schema.ResourcePath,
        body=schema.UpdateNumber,
        rules=(
            rules.number_exists,
            rules.number_stays_with_the_account,
            rules.application_is_ours,
            rules.trunk_is_ours,
            rules.number_may_be_written,
        ),
        success=envelope.one(core_api.phone_number),
    ),
    declared("DELETE", INSTANCE, release_number, params=schema.ResourcePath, rules=(rules.number_exists,), status=204),
)
