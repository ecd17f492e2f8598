"""Dispatch rules: into which room a call goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import problems, proposal, rules
from emulators.carriers.livekit.operations.declaration import LIST_UPDATES, method, update
from emulators.carriers.livekit.operations.lists import items, meets
from emulators.carriers.livekit.project import DISPATCH_RULE
from emulators.carriers.livekit.schema import (
    CreateDispatchRule,
    DispatchRuleId,
    ListDispatchRules,
    UpdateDispatchRule,
)

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call


def create_dispatch_rule(call: Call) -> Info:
    """Keeps a new rule and returns it."""
    return proposal.project(call).add(DISPATCH_RULE, proposal.new_dispatch_rule(call))


def list_dispatch_rules(call: Call) -> dict[str, Any]:
    """Returns the rules that meet the filters. A rule without trunks is for any, so a filter by trunk finds it as well."""
    wanted = set(call.body.trunk_ids or ())
    ids = call.body.dispatch_rule_ids
    return items(call, DISPATCH_RULE, ids, lambda rule: meets(wanted, rule.get("trunk_ids", [])))


def delete_dispatch_rule(call: Call) -> Info:
    """Removes the rule and returns what it was."""
    record = proposal.project(call).find(DISPATCH_RULE, call.body.sip_dispatch_rule_id) or {}
    proposal.project(call).remove(DISPATCH_RULE, call.body.sip_dispatch_rule_id)
    return record


OF_RULES = (problems.EMPTY_RULE, problems.RULE_CONFLICT, *problems.OF_MEDIA)

OPERATIONS = (
    method(
        "CreateSIPDispatchRule",
        CreateDispatchRule,
        create_dispatch_rule,
        (rules.store_is_connected, rules.dispatch_rule_is_new, rules.new_dispatch_rule_stands),
        OF_RULES,
    ),
    method(
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
    method("ListSIPDispatchRule", ListDispatchRules, list_dispatch_rules),
    method(
        "DeleteSIPDispatchRule",
        DispatchRuleId,
        delete_dispatch_rule,
        (rules.store_is_connected, rules.dispatch_rule_id_is_given, rules.dispatch_rule_exists),
    ),
)
