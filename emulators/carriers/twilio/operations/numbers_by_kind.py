"""IncomingPhoneNumbers of one kind: those of the account, and the purchase of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, geography, problems, rules, schema, stock
from emulators.carriers.twilio.auth import BUYS
from emulators.carriers.twilio.operations.account import ACCOUNT
from emulators.carriers.twilio.operations.declaration import declared
from emulators.carriers.twilio.operations.numbers import buy_number, numbers_found
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import core_api

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation


def _list(kind: stock.Kind) -> Operation:
    def list_numbers(call: Call) -> Page:
        """Returns a page of the account's numbers of this kind that meet every filter, oldest first."""
        rows = [row for row in numbers_found(call) if geography.kind(row["phone_number"]) == kind]
        return page(rows, call.query)

    return declared(
        "GET",
        _path(kind),
        list_numbers,
        name=f"list_{kind}_numbers",
        params=schema.AccountPath,
        query=schema.NumbersQuery,
        success=envelope.many("incoming_phone_numbers", core_api.number_of_a_kind),
    )


def _purchase(kind: stock.Kind) -> Operation:
    return declared(
        "POST",
        _path(kind),
        buy_number,
        name=f"buy_{kind}_number",
        params=schema.AccountPath,
        permission=BUYS,
        body=schema.BuyNumberOfAKind,
        rules=(rules.number_is_valid, rules.number_is_available, rules.application_is_ours, rules.trunk_is_ours),
        raises=(problems.NOT_AVAILABLE,),
        status=201,
        number="PhoneNumber",
        success=envelope.one(core_api.number_of_a_kind),
    )


def _path(kind: stock.Kind) -> str:
    return f"{ACCOUNT}/IncomingPhoneNumbers/{stock.COLLECTIONS[kind]}.json"


OPERATIONS = (*map(_list, stock.COLLECTIONS), *map(_purchase, stock.COLLECTIONS))
