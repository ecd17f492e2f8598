"""What exists without a trunk and is attached to one: numbers, and lists of credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, rules, schema, trunks
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.operations.trunks import TRUNK
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.tables import CREDENTIAL_LISTS, NUMBERS, TRUNK_CREDENTIAL_LISTS
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

NUMBER_LIST, NUMBER = f"{TRUNK}/PhoneNumbers", f"{TRUNK}/PhoneNumbers/{{Sid}}"
CREDENTIALS_LIST, CREDENTIALS = f"{TRUNK}/CredentialLists", f"{TRUNK}/CredentialLists/{{Sid}}"


def list_numbers(call: Call) -> Page:
    return page(list_own(call, NUMBERS, trunk_sid=call.path["TrunkSid"]), call.query)


def attach_number(call: Call) -> Row | None:
    sid = call.body.PhoneNumberSid
    trunks.attach_number(call.store, call.path["TrunkSid"], sid, seconds(call.now))
    return rules.own(call, NUMBERS, sid)


def show_number(call: Call) -> Row | None:
    return rules.own(call, NUMBERS, call.path["Sid"])


def detach_number(call: Call) -> None:
    call.store.update(NUMBERS, {"sid": call.path["Sid"]}, trunk_sid=None, date_updated=seconds(call.now))


def list_credentials(call: Call) -> Page:
    attached = call.store.select(TRUNK_CREDENTIAL_LISTS, {"trunk_sid": call.path["TrunkSid"]})
    sids = {row["credential_list_sid"] for row in attached}
    return page([row for row in list_own(call, CREDENTIAL_LISTS) if row["sid"] in sids], call.query)


def attach_credentials(call: Call) -> Row | None:
    sid = call.body.CredentialListSid
    trunks.attach_credentials(call.store, call.path["TrunkSid"], sid)
    return rules.own(call, CREDENTIAL_LISTS, sid)


def show_credentials(call: Call) -> Row | None:
    return rules.own(call, CREDENTIAL_LISTS, call.path["Sid"])


def detach_credentials(call: Call) -> None:
    own = {"trunk_sid": call.path["TrunkSid"], "credential_list_sid": call.path["Sid"]}
    call.store.delete(TRUNK_CREDENTIAL_LISTS, **own)


OPERATIONS = (
    declared(
        "GET",
        NUMBER_LIST,
        list_numbers,
        query=schema.Paged,
        rules=(rules.trunk_exists,),
        success=envelope.many_with_meta("phone_numbers", envelope.trunk_number),
    ),
    declared(
        "POST",
        NUMBER_LIST,
        attach_number,
        body=schema.AttachNumber,
        rules=(rules.trunk_exists, rules.number_is_ours, rules.number_may_be_written),
        status=201,
        success=envelope.one(envelope.trunk_number),
    ),
    declared(
        "GET",
        NUMBER,
        show_number,
        rules=(rules.number_is_on_the_trunk,),
        success=envelope.one(envelope.trunk_number),
    ),
    declared("DELETE", NUMBER, detach_number, rules=(rules.number_is_on_the_trunk,), status=204),
    declared(
        "GET",
        CREDENTIALS_LIST,
        list_credentials,
        query=schema.Paged,
        rules=(rules.trunk_exists,),
        success=envelope.many_with_meta("credential_lists", envelope.trunk_credential_list),
    ),
    declared(
        "POST",
        CREDENTIALS_LIST,
        attach_credentials,
        body=schema.AttachCredentials,
        rules=(rules.trunk_exists, rules.credentials_are_ours),
        status=201,
        success=envelope.one(envelope.trunk_credential_list),
    ),
    declared(
        "GET",
        CREDENTIALS,
        show_credentials,
        rules=(rules.trunk_exists, rules.credentials_are_on_the_trunk),
        success=envelope.one(envelope.trunk_credential_list),
    ),
    declared(
        "DELETE",
        CREDENTIALS,
        detach_credentials,
        rules=(rules.trunk_exists, rules.credentials_are_on_the_trunk),
        status=204,
    ),
)
