"""Numbers on a trunk, which exist without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, rules, schema, trunks
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.operations.trunks import TRUNK
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import sip_trunking
from emulators.carriers.twilio.tables import NUMBERS
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

NUMBER_LIST, NUMBER = f"{TRUNK}/PhoneNumbers", f"{TRUNK}/PhoneNumbers/{{Sid}}"


def list_numbers(call: Call) -> Page:
    """Returns a page of the numbers on the trunk."""
    return page(list_own(call, NUMBERS, trunk_sid=call.params.TrunkSid), call.query)


def attach_number(call: Call) -> Row | None:
    """Puts a number on the trunk and returns the number."""
    sid = call.body.PhoneNumberSid
    trunks.attach_number(call.store, call.params.TrunkSid, sid, seconds(call.now))
    return rules.own(call, NUMBERS, sid)


def show_number(call: Call) -> Row | None:
    """Returns the number that the path names."""
    return rules.own(call, NUMBERS, call.params.Sid)


def detach_number(call: Call) -> None:
    """Takes the number off the trunk."""
    call.store.update(NUMBERS, {"sid": call.params.Sid}, trunk_sid=None, date_updated=seconds(call.now))


OPERATIONS = (
    declared(
        "GET",
        NUMBER_LIST,
        list_numbers,
        name="list_trunk_numbers",
        params=schema.TrunkPath,
        query=schema.Paged,
        rules=(rules.trunk_exists,),
        success=envelope.many_with_meta("phone_numbers", sip_trunking.trunk_number),
    ),
    declared(
        "POST",
        NUMBER_LIST,
        attach_number,
        params=schema.TrunkPath,
        body=schema.AttachNumber,
        rules=(rules.trunk_exists, rules.number_is_ours, rules.attached_number_may_be_written),
        status=201,
        success=envelope.one(sip_trunking.trunk_number),
    ),
    declared(
        "GET",
        NUMBER,
        show_number,
        name="show_trunk_number",
        params=schema.TrunkResourcePath,
        rules=(rules.number_is_on_the_trunk,),
        success=envelope.one(sip_trunking.trunk_number),
    ),
    declared(
        "DELETE",
        NUMBER,
        detach_number,
        params=schema.TrunkResourcePath,
        rules=(rules.number_is_on_the_trunk,),
        status=204,
    ),
)
