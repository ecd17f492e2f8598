"""A declaration per operation, and the effect that each has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import numbers, rules
from emulators.carriers.plivo.envelope import ACCOUNT, APPLICATION, NUMBER, Page, nothing, one, several
from emulators.carriers.plivo.schema import (
    AccountPath,
    ApplicationPath,
    CreateApplication,
    DeleteApplication,
    ListApplications,
    ListNumbers,
    NumberPath,
    UpdateApplication,
    UpdateNumber,
)
from emulators.carriers.plivo.tables import APP_ID_LENGTH, APPLICATIONS, NUMBERS, application, application_uri
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call
    from emulators.core.store import Row

ROOT = "/v1/Account/{auth_id}/"


def account(call: Call) -> Mapping[str, Any]:
    return call.principal.details


def rented_number(call: Call) -> Row:
    digits = numbers.normalize(call.params.number)
    return numbers.get_or_create(call.namespace, call.principal.details, digits)


def rented_numbers(call: Call) -> Page:
    rows = call.store.select(NUMBERS, {"auth_id": call.principal.tenant})
    return _page(call, [row for row in rows if _matches(row, call.query)])


def _matches(row: Row, query: ListNumbers) -> bool:
    return (
        row["number"].startswith(numbers.normalize(query.number_startswith or ""))
        and query.type in (None, row["number_type"])
        and query.alias in (None, row["alias"])
        and query.subaccount in (None, row["sub_account"])
        and all(row[f"{service}_enabled"] for service in (query.services or "voice").split(","))
    )


def _page(call: Call, rows: list[Row]) -> Page:
    offset = call.query.offset
    return Page(rows[offset : offset + call.query.limit], len(rows))


def change_number(call: Call) -> dict[str, Any]:
    row = rented_number(call)
    changes = call.body.given()
    changes.pop("subaccount", None)
    if "app_id" in changes:
        app_id = changes.pop("app_id")
        changes["application"] = application_uri(call.principal.tenant, app_id) if app_id else None
    if changes:
        call.store.update(NUMBERS, {"resource_uri": row["resource_uri"]}, **changes)
    return {}


def unrent_number(call: Call) -> None:
    numbers.release(call.store, rented_number(call))


def own_application(call: Call) -> Row:
    return call.store.select(APPLICATIONS, {"app_id": call.params.app_id})[0]


def own_applications(call: Call) -> Page:
    own = {"auth_id": call.principal.tenant}
    given = call.query.given()
    own |= {"app_name": given["app_name"]} if "app_name" in given else {}
    own |= {"sub_account": given["subaccount"]} if "subaccount" in given else {}
    return _page(call, call.store.select(APPLICATIONS, own))


def create_application(call: Call) -> dict[str, Any]:
    row = application(call.principal.tenant, call.ids.digits(APP_ID_LENGTH), call.body.app_name)
    call.store.insert(APPLICATIONS, row)
    _change(call, row, call.body.columns())
    return {"app_id": row["app_id"]}


def change_application(call: Call) -> dict[str, Any]:
    _change(call, own_application(call), call.body.columns())
    return {}


def _change(call: Call, row: Row, changes: Mapping[str, Any]) -> None:
    """An account has one default application for numbers and one for endpoints: a new one takes the old one's place."""
    for default in ("default_app", "default_endpoint_app"):
        if changes.get(default):
            call.store.update(APPLICATIONS, {"auth_id": row["auth_id"]}, **{default: False})
    if changes:
        call.store.update(APPLICATIONS, {"app_id": row["app_id"]}, **changes)


def delete_application(call: Call) -> None:
    row = own_application(call)
    call.store.update(NUMBERS, {"application": row["resource_uri"]}, application=None)
    call.store.delete(APPLICATIONS, app_id=row["app_id"])


get_account = Operation(
    "GET",
    ROOT,
    provenance=documented("GET /v1/Account/{auth_id}/"),
    params=AccountPath,
    effect=account,
    success=one(ACCOUNT),
)
list_numbers = Operation(
    "GET",
    f"{ROOT}Number/",
    provenance=documented("GET Number/"),
    params=AccountPath,
    query=ListNumbers,
    effect=rented_numbers,
    success=several(NUMBER),
)
get_number = Operation(
    "GET",
    f"{ROOT}Number/{{number}}/",
    provenance=documented("GET Number/{number}/"),
    params=NumberPath,
    rules=(rules.number_is_valid, rules.number_is_owned),
    effect=rented_number,
    success=one(NUMBER),
)
update_number = Operation(
    "POST",
    f"{ROOT}Number/{{number}}/",
    provenance=documented("POST Number/{number}/"),
    params=NumberPath,
    body=UpdateNumber,
    rules=(
        rules.number_is_valid,
        rules.number_is_owned,
        rules.named_application_exists,
        rules.no_subaccount_is_named,
        rules.account_lets_itself_be_changed,
        rules.number_lets_itself_be_changed,
    ),
    effect=change_number,
    status=202,
    message="changed",
)
delete_number = Operation(
    "DELETE",
    f"{ROOT}Number/{{number}}/",
    provenance=documented("DELETE Number/{number}/"),
    params=NumberPath,
    rules=(
        rules.number_is_valid,
        rules.number_is_owned,
        rules.account_lets_itself_be_changed,
        rules.number_lets_itself_be_changed,
    ),
    effect=unrent_number,
    status=204,
    success=nothing,
)
list_applications = Operation(
    "GET",
    f"{ROOT}Application/",
    provenance=documented("GET Application/"),
    params=AccountPath,
    query=ListApplications,
    effect=own_applications,
    success=several(APPLICATION),
)
create_application_ = Operation(
    "POST",
    f"{ROOT}Application/",
    provenance=documented("POST Application/"),
    params=AccountPath,
    body=CreateApplication,
    rules=(rules.name_is_new, rules.no_subaccount_is_named, rules.account_lets_itself_be_changed),
    effect=create_application,
    status=201,
    message="created",
)
get_application = Operation(
    "GET",
    f"{ROOT}Application/{{app_id}}/",
    provenance=documented("GET Application/{app_id}/"),
    params=ApplicationPath,
    rules=(rules.application_exists,),
    effect=own_application,
    success=one(APPLICATION),
)
update_application = Operation(
    "POST",
    f"{ROOT}Application/{{app_id}}/",
    provenance=documented("POST Application/{app_id}/"),
    params=ApplicationPath,
    body=UpdateApplication,
    rules=(rules.application_exists, rules.no_subaccount_is_named, rules.account_lets_itself_be_changed),
    effect=change_application,
    status=202,
    message="changed",
)
delete_application_ = Operation(
    "DELETE",
    f"{ROOT}Application/{{app_id}}/",
    provenance=documented("DELETE Application/{app_id}/"),
    params=ApplicationPath,
    body=DeleteApplication,
    rules=(rules.application_exists, rules.account_lets_itself_be_changed),
    effect=delete_application,
    status=204,
    success=nothing,
)

OPERATIONS = (
    get_account,
    list_numbers,
    get_number,
    update_number,
    delete_number,
    list_applications,
    create_application_,
    get_application,
    update_application,
    delete_application_,
)
