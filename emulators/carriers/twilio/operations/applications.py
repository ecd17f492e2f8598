"""TwiML applications: handlers under a name, for any number of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import applications, envelope, rules, schema
from emulators.carriers.twilio.operations.account import ACCOUNT
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import core_api
from emulators.carriers.twilio.tables import APPLICATIONS, NUMBERS
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

LIST, INSTANCE = f"{ACCOUNT}/Applications.json", f"{ACCOUNT}/Applications/{{Sid}}.json"


def list_applications(call: Call) -> Page:
    """Returns a page of the account's applications, oldest first."""
    return page(list_own(call, APPLICATIONS, friendly_name=call.query.FriendlyName), call.query)


def create_application(call: Call) -> Row:
    """Makes an application and returns it."""
    new = applications.new(f"AP{call.ids.hex(32)}", call.principal.tenant, seconds(call.now))
    row = {**new, **call.body.changes()}
    call.store.insert(APPLICATIONS, row)
    return row


def show_application(call: Call) -> Row | None:
    """Returns the application that the path names."""
    return rules.own(call, APPLICATIONS, call.params.Sid)


def change_application(call: Call) -> Row | None:
    """Changes the fields that were sent and returns the application."""
    call.store.update(APPLICATIONS, {"sid": call.params.Sid}, **call.body.changes(), date_updated=seconds(call.now))
    return show_application(call)


def delete_application(call: Call) -> None:
    """Deletes the application. Numbers that it answered are answered by their own URLs again."""
    sid = call.params.Sid
    call.store.update(NUMBERS, {"voice_application_sid": sid}, voice_application_sid=None)
    call.store.delete(APPLICATIONS, sid=sid)


OPERATIONS = (
    declared(
        "GET",
        LIST,
        list_applications,
        params=schema.AccountPath,
        query=schema.ApplicationsQuery,
        success=envelope.many("applications", core_api.application),
    ),
    declared(
        "POST",
        LIST,
        create_application,
        params=schema.AccountPath,
        body=schema.Application,
        status=201,
        success=envelope.one(core_api.application),
    ),
    declared(
        "GET",
        INSTANCE,
        show_application,
        params=schema.ResourcePath,
        rules=(rules.application_exists,),
        success=envelope.one(core_api.application),
    ),
    declared(
        "POST",
        INSTANCE,
        change_application,
        params=schema.ResourcePath,
        body=schema.Application,
        rules=(rules.application_exists,),
        success=envelope.one(core_api.application),
    ),
    declared(
        "DELETE",
        INSTANCE,
        delete_application,
        params=schema.ResourcePath,
        rules=(rules.application_exists,),
        status=204,
    ),
)
