"""Trunks: where calls come in, and where they go out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import legacy, problems, proposal, rules
from emulators.carriers.livekit.numbers import normalize
from emulators.carriers.livekit.operations.declaration import LIST_UPDATES, method, update
from emulators.carriers.livekit.operations.lists import items, meets, paged
from emulators.carriers.livekit.project import INBOUND_TRUNK, OUTBOUND_TRUNK, RecordKind
from emulators.carriers.livekit.schema import (
    CreateInboundTrunk,
    CreateOutboundTrunk,
    ListLegacyTrunks,
    ListTrunks,
    TrunkId,
    UpdateInboundTrunk,
    UpdateOutboundTrunk,
)

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call


def create_trunk(kind: RecordKind, call: Call) -> Info:
    """Keeps a new trunk and returns it."""
    return proposal.project(call).add(kind, proposal.new_trunk(call))


def get_trunk(kind: RecordKind, call: Call) -> dict[str, Any]:
    """Returns the trunk that the request names."""
    return {"trunk": proposal.project(call).find(kind, call.body.sip_trunk_id)}


def list_inbound_trunks(call: Call) -> dict[str, Any]:
    """Returns the trunks that meet the filters. A trunk without numbers takes any, so a filter by number finds it as well."""
    wanted = {normalize(number) for number in call.body.numbers or ()}
    return items(
        call,
        INBOUND_TRUNK,
        call.body.trunk_ids,
        lambda trunk: meets(wanted, [normalize(number) for number in trunk.get("numbers", [])]),
    )


def list_outbound_trunks(call: Call) -> dict[str, Any]:
    """Returns the trunks that meet the filters."""
    wanted = set(call.body.numbers or ())
    return items(call, OUTBOUND_TRUNK, call.body.trunk_ids, lambda trunk: meets(wanted, trunk["numbers"]))


def list_legacy_trunks(call: Call) -> dict[str, Any]:
    """Returns the trunks of both directions in their deprecated form."""
    project = proposal.project(call)
    inbound = map(legacy.inbound_as_legacy, project.all(INBOUND_TRUNK))
    outbound = map(legacy.outbound_as_legacy, project.all(OUTBOUND_TRUNK))
    return {"items": paged([*inbound, *outbound], INBOUND_TRUNK.key, call.body.page)}


def delete_trunk(call: Call) -> dict[str, Any]:
    """Removes a trunk of either direction and returns its id, and nothing else. One that is not there is no error."""
    for kind in (INBOUND_TRUNK, OUTBOUND_TRUNK):
        proposal.project(call).remove(kind, call.body.sip_trunk_id)
    return {"sip_trunk_id": call.body.sip_trunk_id}


OF_ANY = (*problems.OF_HEADERS, *problems.OF_MEDIA)
OF_INBOUND = (problems.TRUNK_CONFLICT, *OF_ANY)
OF_OUTBOUND = (problems.NO_ADDRESS, problems.HOST_HAS_TRANSPORT, problems.HOST_IS_URI, *OF_ANY)
UPDATED_TRUNK = (
    rules.store_is_connected,
    rules.updated_trunk_is_named,
    rules.action_is_given,
    rules.replacement_is_of_this_trunk,
    *LIST_UPDATES,
)

OPERATIONS = (
    method(
        "CreateSIPInboundTrunk",
        CreateInboundTrunk,
        partial(create_trunk, INBOUND_TRUNK),
        (rules.store_is_connected, rules.trunk_is_present, rules.trunk_is_new, rules.new_inbound_trunk_stands),
        OF_INBOUND,
    ),
    method(
        "CreateSIPOutboundTrunk",
        CreateOutboundTrunk,
        partial(create_trunk, OUTBOUND_TRUNK),
        (rules.store_is_connected, rules.trunk_is_present, rules.trunk_is_new, rules.new_outbound_trunk_stands),
        OF_OUTBOUND,
    ),
    method(
        "UpdateSIPInboundTrunk",
        UpdateInboundTrunk,
        partial(update, INBOUND_TRUNK),
        (*UPDATED_TRUNK, rules.inbound_trunk_exists, rules.updated_inbound_trunk_stands),
        OF_INBOUND,
    ),
    method(
        "UpdateSIPOutboundTrunk",
        UpdateOutboundTrunk,
        partial(update, OUTBOUND_TRUNK),
        (*UPDATED_TRUNK, rules.outbound_trunk_exists, rules.updated_outbound_trunk_stands),
        OF_OUTBOUND,
    ),
    method(
        "GetSIPInboundTrunk",
        TrunkId,
        partial(get_trunk, INBOUND_TRUNK),
        (rules.trunk_id_is_given, rules.inbound_trunk_exists),
    ),
    method(
        "GetSIPOutboundTrunk",
        TrunkId,
        partial(get_trunk, OUTBOUND_TRUNK),
        (rules.trunk_id_is_given, rules.outbound_trunk_exists),
    ),
    method("ListSIPInboundTrunk", ListTrunks, list_inbound_trunks),
    method("ListSIPOutboundTrunk", ListTrunks, list_outbound_trunks),
    method("ListSIPTrunk", ListLegacyTrunks, list_legacy_trunks),
    method("DeleteSIPTrunk", TrunkId, delete_trunk, (rules.store_is_connected, rules.trunk_id_is_given)),
)
