"""Rented numbers: listed, shown, pointed at an application, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import numbers, rules
from emulators.carriers.plivo.envelope import NUMBER, nothing, one, several
from emulators.carriers.plivo.operations.account import ROOT
from emulators.carriers.plivo.paging import Page, page
from emulators.carriers.plivo.schema import AccountPath, ListNumbers, NumberPath, UpdateNumber
from emulators.carriers.plivo.tables import NUMBERS
from emulators.carriers.plivo.uris import application_uri
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

OWNED = (rules.number_is_valid, rules.number_is_owned)
WRITABLE = (rules.account_lets_itself_be_changed, rules.number_lets_itself_be_changed)


def show_number(call: Call) -> Row:
    """Returns the number that the path names, and makes its row where the account owns any number."""
    digits = numbers.normalize(call.params.number)
    return numbers.get_or_create(call.namespace, call.principal.details, digits)


def list_numbers(call: Call) -> Page:
    """Returns a page of the numbers that meet every filter, oldest first."""
    rows = call.store.select(NUMBERS, {"auth_id": call.principal.tenant})
    return page([row for row in rows if _matches(row, call.query)], call.query)


def _matches(row: Row, query: ListNumbers) -> bool:
    return (
        row["number"].startswith(numbers.normalize(query.number_startswith or ""))
        and query.type in (None, row["number_type"])
        and query.alias in (None, row["alias"])
        and query.subaccount in (None, row["sub_account"])
        and all(row[f"{service}_enabled"] for service in (query.services or "voice").split(","))
    )


def change_number(call: Call) -> dict[str, Any]:
    """Changes the fields that were sent. A null `app_id` takes the number off its application."""
    row = show_number(call)
    changes = call.body.given()
    changes.pop("subaccount", None)
    if "app_id" in changes:
        app_id = changes.pop("app_id")
        changes["application"] = application_uri(call.principal.tenant, app_id) if app_id else None
    if changes:
        call.store.update(NUMBERS, {"resource_uri": row["resource_uri"]}, **changes)
    return {}


def unrent_number(call: Call) -> None:
    """Gives the number back."""
    numbers.release(call.store, show_number(call))


OPERATIONS = (
    Operation(
        "GET",
        f"{ROOT}Number/",
        provenance=documented("GET Number/"),
        params=AccountPath,
        query=ListNumbers,
        effect=list_numbers,
        success=several(NUMBER),
    ),
    Operation(
        "GET",
        f"{ROOT}Number/{{number}}/",
        provenance=documented("GET Number/{number}/"),
        params=NumberPath,
        rules=OWNED,
        effect=show_number,
        success=one(NUMBER),
    ),
    Operation(
        "POST",
        f"{ROOT}Number/{{number}}/",
        provenance=documented("POST Number/{number}/"),
        params=NumberPath,
        body=UpdateNumber,
        rules=(*OWNED, rules.named_application_exists, rules.no_subaccount_is_named, *WRITABLE),
        effect=change_number,
        status=202,
        message="changed",
    ),
    Operation(
        "DELETE",
        f"{ROOT}Number/{{number}}/",
        provenance=documented("DELETE Number/{number}/"),
        params=NumberPath,
        rules=(*OWNED, *WRITABLE),
        effect=unrent_number,
        status=204,
        success=nothing,
    ),
)
