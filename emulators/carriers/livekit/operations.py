"""A declaration per method of the SIP service, and the effect that each has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import problems, rules
from emulators.carriers.livekit.auth import ADMIN
from emulators.carriers.livekit.numbers import normalize
from emulators.carriers.livekit.project import DISPATCH_RULE, INBOUND_TRUNK, OUTBOUND_TRUNK, Kind
from emulators.carriers.livekit.protocol import PACKAGE
from emulators.carriers.livekit.rules import project
from emulators.carriers.livekit.schema import (
    CreateDispatchRule,
    CreateInboundTrunk,
    CreateOutboundTrunk,
    DispatchRuleId,
    ListDispatchRules,
    ListTrunks,
    TrunkId,
    UpdateDispatchRule,
    UpdateInboundTrunk,
    UpdateOutboundTrunk,
)
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call
    from emulators.core.problem import Problem
    from emulators.core.rule import Rule
    from emulators.core.schema import Document


def create_trunk(kind: Kind, call: Call) -> Info:
    return project(call).add(kind, rules.new_trunk(call))


def create_dispatch_rule(call: Call) -> Info:
    return project(call).add(DISPATCH_RULE, rules.new_dispatch_rule(call))


def update(kind: Kind, call: Call) -> Info:
    return project(call).replace(kind, rules.updated(kind, call))


def get_trunk(kind: Kind, call: Call) -> dict[str, Any]:
    return {"trunk": project(call).find(kind, call.body.sip_trunk_id)}


def list_inbound_trunks(call: Call) -> dict[str, Any]:
    """A trunk without numbers takes any, so a filter by number finds it as well."""
    wanted = {normalize(number) for number in call.body.numbers or ()}
    return _items(
        call,
        INBOUND_TRUNK,
        call.body.trunk_ids,
        lambda trunk: _meets(wanted, [normalize(number) for number in trunk.get("numbers", [])]),
    )


def list_outbound_trunks(call: Call) -> dict[str, Any]:
    wanted = set(call.body.numbers or ())
    return _items(call, OUTBOUND_TRUNK, call.body.trunk_ids, lambda trunk: _meets(wanted, trunk["numbers"]))


def list_dispatch_rules(call: Call) -> dict[str, Any]:
    """A rule without trunks is for any, so a filter by trunk finds it as well."""
    wanted = set(call.body.trunk_ids or ())
    ids = call.body.dispatch_rule_ids
    return _items(call, DISPATCH_RULE, ids, lambda rule: _meets(wanted, rule.get("trunk_ids", [])))


def _meets(wanted: set[str], having: list[str]) -> bool:
    return not wanted or not having or not wanted.isdisjoint(having)


def _items(call: Call, kind: Kind, ids: list[str] | None, matches: Callable[[Info], bool]) -> dict[str, Any]:
    """The records that match; those asked for by id in the order of the question, a page in the order of the ids."""
    records = [record for record in project(call).all(kind) if matches(record)]
    if ids:
        by_id = {record[kind.key]: record for record in records}
        records = [by_id[each] for each in ids if each in by_id]
    page = call.body.page
    if page:
        later = sorted(record[kind.key] for record in records if record[kind.key] > page.after_id)
        by_id = {record[kind.key]: record for record in records}
        records = [by_id[each] for each in later[: max(page.limit, 0) or None]]
    return {"items": records}


def delete_trunk(call: Call) -> dict[str, Any]:
    """Of either direction. One that is not there is no error; what comes back is the id and nothing else."""
    for kind in (INBOUND_TRUNK, OUTBOUND_TRUNK):
        project(call).remove(kind, call.body.sip_trunk_id)
    return {"sip_trunk_id": call.body.sip_trunk_id}


def delete_dispatch_rule(call: Call) -> Info:
    record = project(call).find(DISPATCH_RULE, call.body.sip_dispatch_rule_id) or {}
    project(call).remove(DISPATCH_RULE, call.body.sip_dispatch_rule_id)
    return record


OF_OUTBOUND = (problems.NO_ADDRESS, problems.HOST_HAS_TRANSPORT, problems.HOST_IS_URI)
OF_RULES = (problems.EMPTY_RULE, problems.RULE_CONFLICT)
LIST_UPDATES = (
    rules.list_updates_say_what_to_do,
    rules.list_updates_clear_or_change,
    rules.list_updates_set_or_change,
    rules.list_updates_have_no_empty_element,
)
UPDATED_TRUNK = (
    rules.store_is_connected,
    rules.updated_trunk_is_named,
    rules.action_is_given,
    rules.replacement_is_of_this_trunk,
    *LIST_UPDATES,
)


def _method(
    name: str,
    body: type[Document],
    effect: Callable[[Call], Any],
    checks: tuple[Rule, ...] = (),
    raises: tuple[Problem, ...] = (),
) -> Operation:
    known = documented(f"protobufs/livekit_sip.proto: rpc {name}")
    return Operation("POST", PACKAGE + name, effect, known, body=body, permission=ADMIN, rules=checks, raises=raises)


OPERATIONS = (
    _method(
        "CreateSIPInboundTrunk",
        CreateInboundTrunk,
        partial(create_trunk, INBOUND_TRUNK),
        (rules.store_is_connected, rules.trunk_is_present, rules.trunk_is_new, rules.new_inbound_trunk_stands),
        (problems.TRUNK_CONFLICT,),
    ),
    _method(
        "CreateSIPOutboundTrunk",
        CreateOutboundTrunk,
        partial(create_trunk, OUTBOUND_TRUNK),
        (rules.store_is_connected, rules.trunk_is_present, rules.trunk_is_new, rules.new_outbound_trunk_stands),
        OF_OUTBOUND,
    ),
    _method(
        "CreateSIPDispatchRule",
        CreateDispatchRule,
        create_dispatch_rule,
        (rules.store_is_connected, rules.dispatch_rule_is_new, rules.new_dispatch_rule_stands),
        OF_RULES,
    ),
    _method(
        "UpdateSIPInboundTrunk",
        UpdateInboundTrunk,
        partial(update, INBOUND_TRUNK),
        (*UPDATED_TRUNK, rules.inbound_trunk_exists, rules.updated_inbound_trunk_stands),
        (problems.TRUNK_CONFLICT,),
    ),
    _method(
        "UpdateSIPOutboundTrunk",
        UpdateOutboundTrunk,
        partial(update, OUTBOUND_TRUNK),
        (*UPDATED_TRUNK, rules.outbound_trunk_exists, rules.updated_outbound_trunk_stands),
        OF_OUTBOUND,
    ),
    _method(
        "UpdateSIPDispatchRule",
        UpdateDispatchRule,
        partial(update, DISPATCH_RULE),
        (
            rules.store_is_connected,
            rules.updated_dispatch_rule_is_named,
            rules.action_is_given,
            rules.replacement_is_of_this_dispatch_rule,
            *LIST_UPDATES,
            rules.dispatch_rule_exists,
            rules.updated_dispatch_rule_stands,
        ),
        OF_RULES,
    ),
    _method(
        "GetSIPInboundTrunk",
        TrunkId,
        partial(get_trunk, INBOUND_TRUNK),
        (rules.trunk_id_is_given, rules.inbound_trunk_exists),
    ),
    _method(
        "GetSIPOutboundTrunk",
        TrunkId,
        partial(get_trunk, OUTBOUND_TRUNK),
        (rules.trunk_id_is_given, rules.outbound_trunk_exists),
    ),
    _method("ListSIPInboundTrunk", ListTrunks, list_inbound_trunks),
    _method("ListSIPOutboundTrunk", ListTrunks, list_outbound_trunks),
    _method("ListSIPDispatchRule", ListDispatchRules, list_dispatch_rules),
    _method("DeleteSIPTrunk", TrunkId, delete_trunk, (rules.store_is_connected, rules.trunk_id_is_given)),
    _method(
        "DeleteSIPDispatchRule",
        DispatchRuleId,
        delete_dispatch_rule,
        (rules.store_is_connected, rules.dispatch_rule_id_is_given, rules.dispatch_rule_exists),
    ),
)
