"""Applications: made, listed, shown, changed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import applications, rules
from emulators.carriers.plivo.envelope import APPLICATION, nothing, one, several
from emulators.carriers.plivo.operations.account import ROOT
from emulators.carriers.plivo.paging import Page, page
from emulators.carriers.plivo.schema import (
    AccountPath,
    ApplicationPath,
    CreateApplication,
    DeleteApplication,
    ListApplications,
    UpdateApplication,
)
from emulators.carriers.plivo.tables import APPLICATIONS, NUMBERS
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.call import Call
    from emulators.core.store import Row


def show_application(call: Call) -> Row:
    """Returns the application that the path names."""
    return call.store.select(APPLICATIONS, {"app_id": call.params.app_id})[0]


def list_applications(call: Call) -> Page:
    """Returns a page of the account's applications, oldest first."""
    own = {"auth_id": call.principal.tenant}
    given = call.query.given()
    own |= {"app_name": given["app_name"]} if "app_name" in given else {}
    own |= {"sub_account": given["subaccount"]} if "subaccount" in given else {}
    return page(call.store.select(APPLICATIONS, own), call.query)


def create_application(call: Call) -> dict[str, Any]:
    """Makes an application. Returns its id."""
    row = applications.new(call.principal.tenant, applications.new_id(call.ids), call.body.app_name)
    call.store.insert(APPLICATIONS, row)
    _change(call, row, call.body.columns())
    return {"app_id": row["app_id"]}


def change_application(call: Call) -> dict[str, Any]:
    """Changes the fields that were sent."""
    _change(call, show_application(call), call.body.columns())
    return {}


def _change(call: Call, row: Row, changes: Mapping[str, Any]) -> None:
    """An account has one default application for numbers and one for endpoints: a new one takes the old one's place."""
    for default in ("default_app", "default_endpoint_app"):
        if changes.get(default):
            call.store.update(APPLICATIONS, {"auth_id": row["auth_id"]}, **{default: False})
    if changes:
        call.store.update(APPLICATIONS, {"app_id": row["app_id"]}, **changes)


def delete_application(call: Call) -> None:
    """Deletes the application. Numbers that were on it are on none afterwards."""
    row = show_application(call)
    call.store.update(NUMBERS, {"application": row["resource_uri"]}, application=None)
    call.store.delete(APPLICATIONS, app_id=row["app_id"])


OPERATIONS = (
    Operation(
        "GET",
        f"{ROOT}Application/",
        provenance=documented("GET Application/"),
        params=AccountPath,
        query=ListApplications,
        effect=list_applications,
        success=several(APPLICATION),
    ),
    Operation(
        "POST",
        f"{ROOT}Application/",
        provenance=documented("POST Application/"),
        params=AccountPath,
        body=CreateApplication,
        rules=(
            rules.answer_url_is_there,
            rules.name_is_new,
            rules.no_subaccount_is_named,
            rules.account_lets_itself_be_changed,
        ),
        effect=create_application,
        status=201,
        message="created",
    ),
    Operation(
        "GET",
        f"{ROOT}Application/{{app_id}}/",
        provenance=documented("GET Application/{app_id}/"),
        params=ApplicationPath,
        rules=(rules.application_exists,),
        effect=show_application,
        success=one(APPLICATION),
    ),
    Operation(
        "POST",
        f"{ROOT}Application/{{app_id}}/",
        provenance=documented("POST Application/{app_id}/"),
        params=ApplicationPath,
        body=UpdateApplication,
        rules=(rules.application_exists, rules.no_subaccount_is_named, rules.account_lets_itself_be_changed),
        effect=change_application,
        status=202,
        message="changed",
    ),
    Operation(
        "DELETE",
        f"{ROOT}Application/{{app_id}}/",
        provenance=documented("DELETE Application/{app_id}/"),
        params=ApplicationPath,
        body=DeleteApplication,
        rules=(rules.application_exists, rules.account_lets_itself_be_changed),
        effect=delete_application,
        status=204,
        success=nothing,
    ),
)
