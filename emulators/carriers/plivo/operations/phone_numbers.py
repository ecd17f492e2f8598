"""Numbers for sale: searched, bought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import numbers, rules, stock
from emulators.carriers.plivo.envelope import FOR_SALE, several
from emulators.carriers.plivo.operations.account import ROOT
from emulators.carriers.plivo.paging import Page, page
from emulators.carriers.plivo.schema import AccountPath, BuyNumber, NumberPath, SearchNumbers
from emulators.carriers.plivo.uris import application_uri
from emulators.core.operation import Operation
from emulators.core.provenance import documented, inferred

if TYPE_CHECKING:
    from emulators.core.call import Call


def search_numbers(call: Call) -> Page:
    """Returns a page of the numbers that nobody rents and that meet every filter."""
    return page(stock.search(call.store, call.principal.tenant, call.query), call.query)


def buy_number(call: Call) -> dict[str, Any]:
    """Rents the number to the account, on an application where one is named."""
    auth_id, digits = call.principal.tenant, numbers.normalize(call.params.number)
    row = numbers.new(auth_id, digits, call.now.date())
    if call.body.app_id:
        row["application"] = application_uri(auth_id, call.body.app_id)
    if call.body.cnam_lookup:
        row["cnam_lookup"] = call.body.cnam_lookup
    numbers.rent(call.store, row)
    return {"numbers": [{"number": digits, "status": "Success"}], "status": "fulfilled"}


OPERATIONS = (
    Operation(
        "GET",
        f"{ROOT}PhoneNumber/",
        provenance=documented("GET PhoneNumber/: Search Phone Numbers"),
        params=AccountPath,
        query=SearchNumbers,
        effect=search_numbers,
        success=several(FOR_SALE),
    ),
    Operation(
        "POST",
        f"{ROOT}PhoneNumber/{{number}}/",
        provenance=inferred("the Python client: numbers.buy() posts to PhoneNumber/{number}/ and takes 202"),
        params=NumberPath,
        body=BuyNumber,
        rules=(
            rules.number_is_valid,
            rules.number_is_for_sale,
            rules.named_application_exists,
            rules.account_lets_itself_be_changed,
        ),
        effect=buy_number,
        status=201,
        message="created",
    ),
)
