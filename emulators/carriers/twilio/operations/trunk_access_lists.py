"""IP access control lists on a trunk, which exist without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, rules, schema, trunks
from emulators.carriers.twilio.operations.declaration import declared, list_own
from emulators.carriers.twilio.operations.trunks import TRUNK
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import sip_trunking
from emulators.carriers.twilio.tables import IP_ACCESS_CONTROL_LISTS, TRUNK_IP_ACCESS_CONTROL_LISTS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

LIST, INSTANCE = f"{TRUNK}/IpAccessControlLists", f"{TRUNK}/IpAccessControlLists/{{Sid}}"


def list_addresses(call: Call) -> Page:
    """Returns a page of the IP access control lists on the trunk."""
    attached = call.store.select(TRUNK_IP_ACCESS_CONTROL_LISTS, {"trunk_sid": call.params.TrunkSid})
    sids = {row["ip_access_control_list_sid"] for row in attached}
    return page([row for row in list_own(call, IP_ACCESS_CONTROL_LISTS) if row["sid"] in sids], call.query)


def attach_addresses(call: Call) -> Row | None:
    """Lets the addresses of a list in at the trunk and returns the list."""
    sid = call.body.IpAccessControlListSid
    trunks.attach_addresses(call.store, call.params.TrunkSid, sid)
    return rules.own(call, IP_ACCESS_CONTROL_LISTS, sid)


def show_addresses(call: Call) -> Row | None:
    """Returns the IP access control list that the path names."""
    return rules.own(call, IP_ACCESS_CONTROL_LISTS, call.params.Sid)


def detach_addresses(call: Call) -> None:
    """Takes the list off the trunk."""
    own = {"trunk_sid": call.params.TrunkSid, "ip_access_control_list_sid": call.params.Sid}
    call.store.delete(TRUNK_IP_ACCESS_CONTROL_LISTS, **own)


OPERATIONS = (
    declared(
        "GET",
        LIST,
        list_addresses,
        name="list_trunk_access_lists",
        params=schema.TrunkPath,
        query=schema.Paged,
        rules=(rules.trunk_exists,),
        success=envelope.many_with_meta("ip_access_control_lists", sip_trunking.trunk_ip_access_control_list),
    ),
    declared(
        "POST",
        LIST,
        attach_addresses,
        name="attach_access_list",
        params=schema.TrunkPath,
        body=schema.AttachAddresses,
        rules=(rules.trunk_exists, rules.access_list_is_ours),
        status=201,
        success=envelope.one(sip_trunking.trunk_ip_access_control_list),
    ),
    declared(
        "GET",
        INSTANCE,
        show_addresses,
        name="show_trunk_access_list",
        params=schema.TrunkResourcePath,
        rules=(rules.trunk_exists, rules.addresses_are_on_the_trunk),
        success=envelope.one(sip_trunking.trunk_ip_access_control_list),
    ),
    declared(
        "DELETE",
        INSTANCE,
        detach_addresses,
        name="detach_access_list",
        params=schema.TrunkResourcePath,
        rules=(rules.trunk_exists, rules.addresses_are_on_the_trunk),
        status=204,
    ),
)
