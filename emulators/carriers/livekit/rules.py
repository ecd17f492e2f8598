"""The conditions that a request to LiveKit must meet, in the order in which the server looks at it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import outbound, problems, proposal
from emulators.carriers.livekit.auth import ROOM_ADMIN
from emulators.carriers.livekit.project import DISPATCH_RULE, INBOUND_TRUNK, OUTBOUND_TRUNK, RecordKind
from emulators.carriers.livekit.record import LISTS
from emulators.carriers.livekit.tables import READ_ONLY
from emulators.core.rule import Rule, must

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call
    from emulators.core.problem import Problem


@must(problems.NOT_CONNECTED)
def store_is_connected(call: Call) -> bool:
    return bool(call.principal.details["fault"] != READ_ONLY)


@must(problems.NO_TRUNK)
def trunk_is_present(call: Call) -> bool:
    return call.body.trunk is not None


@must(problems.TRUNK_ID_SET)
def trunk_is_new(call: Call) -> bool:
    return not call.body.trunk.sip_trunk_id


@must(problems.RULE_ID_SET)
def dispatch_rule_is_new(call: Call) -> bool:
    return call.body.dispatch_rule is None or not call.body.dispatch_rule.sip_dispatch_rule_id


@must(problems.TRUNK_ID_REQUIRED)
def trunk_id_is_given(call: Call) -> bool:
    return bool(call.body.sip_trunk_id)


@must(problems.RULE_ID_REQUIRED)
def dispatch_rule_id_is_given(call: Call) -> bool:
    return bool(call.body.sip_dispatch_rule_id)


@must(problems.TRUNK_ID_NOT_SET)
def updated_trunk_is_named(call: Call) -> bool:
    return bool(call.body.sip_trunk_id)


@must(problems.RULE_ID_NOT_SET)
def updated_dispatch_rule_is_named(call: Call) -> bool:
    return bool(call.body.sip_dispatch_rule_id)


@must(problems.NO_ACTION)
def action_is_given(call: Call) -> bool:
    return call.body.replace is not None or call.body.update is not None


@must(problems.OTHER_TRUNK_ID)
def replacement_is_of_this_trunk(call: Call) -> bool:
    return call.body.replace is None or call.body.replace.sip_trunk_id in ("", call.body.sip_trunk_id)


@must(problems.OTHER_RULE_ID)
def replacement_is_of_this_dispatch_rule(call: Call) -> bool:
    return call.body.replace is None or call.body.replace.sip_dispatch_rule_id in ("", call.body.sip_dispatch_rule_id)


@must(problems.NO_TRUNK_AND_NUMBER)
def call_is_described(call: Call) -> bool:
    outbound.check_call(proposal.sent(call))
    return True


@must(problems.TRUNK_NOT_FOUND)
def called_trunk_exists(call: Call) -> bool:
    return not call.body.sip_trunk_id or _called_trunk(call) is not None


@must(problems.NO_NUMBERS_TO_CALL_FROM)
def call_comes_from_a_number(call: Call) -> bool:
    return bool(outbound.number(proposal.sent(call), _called_trunk(call)))


def _called_trunk(call: Call) -> Info | None:
    return proposal.project(call).find(OUTBOUND_TRUNK, call.body.sip_trunk_id)


@must(problems.NO_TRANSFER_ROOM)
def transfer_is_described(call: Call) -> bool:
    outbound.check_transfer(proposal.sent(call))
    return True


@must(problems.REFUSALS.forbidden)
def transferred_room_is_the_tokens(call: Call) -> bool:
    return ROOM_ADMIN in call.principal.permissions and call.body.room_name == call.principal.details["room"]


@must(problems.PARTICIPANT_NOT_FOUND)
def transferred_participant_exists(call: Call) -> bool:
    return proposal.rooms(call).find(call.body.room_name, call.body.participant_identity) is not None


@must(problems.REFUSALS.forbidden)
def room_is_the_tokens(call: Call) -> bool:
    return bool(call.body.room == call.principal.details["room"])


@must(problems.ROOM_NOT_FOUND)
def room_exists(call: Call) -> bool:
    return proposal.rooms(call).exists(call.body.room)


@must(problems.PARTICIPANT_NOT_FOUND)
def participant_exists(call: Call) -> bool:
    return proposal.rooms(call).find(call.body.room, call.body.identity) is not None


def _list_updates(call: Call) -> list[dict[str, Any]]:
    update = proposal.sent(call).get("update", {})
    return [update[name] for name in LISTS if name in update]


@must(problems.NO_LIST_CHANGE)
def list_updates_say_what_to_do(call: Call) -> bool:
    return all(_list_updates(call))


@must(problems.CLEAR_AND_CHANGE)
def list_updates_clear_or_change(call: Call) -> bool:
    return all("clear" not in each or len(each) == 1 for each in _list_updates(call))


@must(problems.SET_AND_CHANGE)
def list_updates_set_or_change(call: Call) -> bool:
    return all("set" not in each or len(each) == 1 for each in _list_updates(call))


@must(problems.EMPTY_ELEMENT)
def list_updates_have_no_empty_element(call: Call) -> bool:
    return not any("" in values for each in _list_updates(call) for name, values in each.items() if name != "clear")


def _exists(kind: RecordKind, problem: Problem) -> Rule:
    return Rule(lambda call: proposal.project(call).find(kind, proposal.identifier(kind, call)) is not None, problem)


inbound_trunk_exists = _exists(INBOUND_TRUNK, problems.TRUNK_NOT_FOUND)
outbound_trunk_exists = _exists(OUTBOUND_TRUNK, problems.TRUNK_NOT_FOUND)
dispatch_rule_exists = _exists(DISPATCH_RULE, problems.RULE_NOT_FOUND)


def _stands(kind: RecordKind, record: Callable[[Call], Info], problem: Problem) -> Rule:
    """The record is right in itself and collides with no other. `problem` is the first of those that may be raised."""

    def holds(call: Call) -> bool:
        proposal.project(call).check(kind, record(call))
        return True

    return Rule(holds, problem)


new_inbound_trunk_stands = _stands(INBOUND_TRUNK, proposal.new_trunk, problems.OPEN_TRUNK)
new_outbound_trunk_stands = _stands(OUTBOUND_TRUNK, proposal.new_trunk, problems.NO_TRUNK_NUMBERS)
new_dispatch_rule_stands = _stands(DISPATCH_RULE, proposal.new_dispatch_rule, problems.NO_RULE)
updated_inbound_trunk_stands = _stands(INBOUND_TRUNK, partial(proposal.updated, INBOUND_TRUNK), problems.OPEN_TRUNK)
updated_outbound_trunk_stands = _stands(
    OUTBOUND_TRUNK, partial(proposal.updated, OUTBOUND_TRUNK), problems.NO_TRUNK_NUMBERS
)
updated_dispatch_rule_stands = _stands(DISPATCH_RULE, partial(proposal.updated, DISPATCH_RULE), problems.NO_RULE)
