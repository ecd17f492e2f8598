"""Dispatch of an inbound call: which trunk takes it, which rule it falls under, and which room that makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit.numbers import normalize
from emulators.carriers.livekit.project import BASE57

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emulators.carriers.livekit.record import Info
    from emulators.core.identifiers import Identifiers

DIRECT, INDIVIDUAL, CALLEE = KINDS = ("dispatch_rule_direct", "dispatch_rule_individual", "dispatch_rule_callee")
GUID_LENGTH = 12


def takes(numbers: Iterable[str] | None, number: str) -> bool:
    """Returns whether a list of numbers has this one. An empty list takes any."""
    listed = [normalize(each) for each in numbers or ()]
    return not listed or normalize(number) in listed


def matched(rules: Iterable[Info], trunk: Info, called: str, caller: str) -> Info | None:
    """Returns the rule for a call over this trunk, or None.

    Rules that name the trunk come first, then the server's own order.
    """
    fitting = [
        rule
        for rule in rules
        if takes(rule.get("inbound_numbers"), caller)
        and takes(rule.get("numbers"), called)
        and trunk["sip_trunk_id"] in (rule.get("trunk_ids") or [trunk["sip_trunk_id"]])
    ]
    return min(fitting, key=_order, default=None)


def _order(rule: Info) -> tuple[Any, ...]:
    """What names the trunk, the caller or the called number, or wants a PIN, goes before what does not."""
    kind, room = _kind(rule)
    general = [not rule.get(name) for name in ("trunk_ids", "inbound_numbers", "numbers")]
    return (*general, not room.get("pin"), KINDS.index(kind), room.get("room_name") or room.get("room_prefix", ""))


def _kind(rule: Info) -> tuple[str, Info]:
    ((kind, room),) = rule["rule"].items()
    return kind, room


def room_name(rule: Info, called: str, caller: str, ids: Identifiers) -> str:
    """Returns the name of the room that the rule sends the call to. `caller` is as much of the number as the rule lets be seen."""
    kind, room = _kind(rule)
    if kind == DIRECT:
        return str(room.get("room_name", ""))
    who, random = (caller, not room.get("no_randomness")) if kind == INDIVIDUAL else (called, room.get("randomize"))
    parts = (room.get("room_prefix"), who, random and ids.of(BASE57, GUID_LENGTH))
    return "_".join(part for part in parts if part)
