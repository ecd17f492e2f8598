"""AvailablePhoneNumbers: the countries where numbers are for sale, and a search for those of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio import envelope, rules, schema, stock
from emulators.carriers.twilio.operations.account import ACCOUNT
from emulators.carriers.twilio.operations.declaration import declared
from emulators.carriers.twilio.representations import core_api
from emulators.carriers.twilio.search import search

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.store import Row

LIST, COUNTRY = f"{ACCOUNT}/AvailablePhoneNumbers.json", f"{ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}"


def list_countries(call: Call) -> list[str]:
    """Returns a page of the countries where numbers are for sale, by their codes."""
    return _page(list(stock.COUNTRIES), call.query)


def show_country(call: Call) -> str:
    """Returns the country that the path names."""
    return str(call.params.CountryCode)


def _page(found: list[Any], query: schema.Paged) -> list[Any]:
    size = query.PageSize or 50
    start = (query.Page or 0) * size
    return found[start : start + size]


def _search(kind: stock.Kind) -> Operation:
    def search_numbers(call: Call) -> list[Row]:
        """Returns a page of the numbers of one kind that nobody has and that meet every filter."""
        rows = stock.for_sale(call.store, iso_country=call.params.CountryCode, kind=kind)
        return _page(search(rows, call.query), call.query)

    return declared(
        "GET",
        f"{COUNTRY}/{stock.COLLECTIONS[kind]}.json",
        search_numbers,
        name=f"search_{kind}_numbers",
        params=schema.CountryPath,
        query=schema.AvailableQuery,
        rules=(rules.kind_is_sold_in_the_country(kind),),
        success=envelope.unpaged("available_phone_numbers", core_api.available),
    )


OPERATIONS = (
    declared(
        "GET",
        LIST,
        list_countries,
        params=schema.AccountPath,
        query=schema.Paged,
        success=envelope.unpaged("countries", core_api.country),
    ),
    declared(
        "GET",
        f"{COUNTRY}.json",
        show_country,
        params=schema.CountryPath,
        rules=(rules.numbers_are_sold_in_the_country,),
        success=envelope.one(core_api.country),
    ),
    *map(_search, stock.COLLECTIONS),
)
