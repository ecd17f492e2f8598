"""Trunks and dispatch rules as records: what the server checks in one, and how an update changes it."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import problems
from emulators.carriers.livekit.headers import check_headers
from emulators.carriers.livekit.media import check_media, updated
from emulators.carriers.livekit.numbers import normalize
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

Info = dict[str, Any]
"""A protocol message in JSON's form, by the names of the proto file; a field that is not set is not there."""

LISTS = ("numbers", "allowed_addresses", "allowed_numbers", "trunk_ids")
"""The fields that an update changes by a `ListUpdate`."""


def _quoted(values: Iterable[str]) -> str:
    return " ".join(f'"{value}"' for value in values)


def check_inbound_trunk(info: Info, others: list[Info]) -> None:
    """Checks that the trunk is not open to everybody, what it says of media and headers, and that no other takes the same calls.

    Raises:
        Refusal: it is, or one does.
    """
    if not any(info.get(name) for name in ("auth_username", "auth_password", "allowed_addresses", "numbers")):
        raise Refusal(problems.OPEN_TRUNK)
    check_media(info)
    check_headers(info)
    own = _inbound_keys(info)
    for other in others:
        if shared := own & _inbound_keys(other):
            _refuse_trunk(info, other, max(allowed for _, allowed in shared))


def _inbound_keys(info: Info) -> set[tuple[str, str]]:
    """The pairs of called and calling number that this trunk takes; an empty one stands for any other."""
    called = map(normalize, info.get("numbers") or [""])
    return set(product(called, map(normalize, info.get("allowed_numbers") or [""])))


def _refuse_trunk(info: Info, other: Info, allowed: str) -> None:
    numbers = f"[{_quoted(info['numbers'])}]" if info.get("numbers") else "<any>"
    limit = f'and AllowedNumber "{allowed}"' if allowed else "without AllowedNumbers set"
    new = info.get("sip_trunk_id", "<new>")
    raise Refusal(problems.TRUNK_CONFLICT, new=new, old=other["sip_trunk_id"], numbers=numbers, limit=limit)


def check_outbound_trunk(info: Info, _others: list[Info]) -> None:
    """Checks that the trunk has numbers, an address that is a host, and what it says of headers and media.

    Raises:
        Refusal: it has not.
    """
    if not info.get("numbers"):
        raise Refusal(problems.NO_TRUNK_NUMBERS)
    if not info.get("address"):
        raise Refusal(problems.NO_ADDRESS)
    for field, name in (("address", "trunk address"), ("from_host", "from_host")):
        check_host(info.get(field, ""), name)
    check_headers(info)
    check_media(info)


def check_host(value: str, field: str) -> None:
    """Checks that a text is a host and no URI. `field` is what it is called in the refusal.

    Raises:
        Refusal: it is not.
    """
    if "transport=" in value:
        raise Refusal(problems.HOST_HAS_TRANSPORT, field=field)
    if re.search("[@;]", value) or value.startswith(("sip:", "sips:")):
        raise Refusal(problems.HOST_IS_URI, field=field)


def check_dispatch_rule(info: Info, others: list[Info]) -> None:
    """Checks that the rule says where calls go, what it says of media, and that no other takes the same calls.

    Raises:
        Refusal: it does not, or one does.
    """
    if "rule" not in info:
        raise Refusal(problems.NO_RULE)
    check_media(info)
    if not info["rule"]:
        raise Refusal(problems.EMPTY_RULE)
    own = _rule_keys(info)
    for other in others:
        if own & _rule_keys(other):
            name = other.get("name") or "<blank name>"
            raise Refusal(problems.RULE_CONFLICT, old=other["sip_dispatch_rule_id"], name=name)


def _rule_keys(info: Info) -> set[tuple[str, ...]]:
    """The combinations of trunk, calling number, called number and PIN that this rule takes; empty stands for any other."""
    trunks = info.get("trunk_ids") or [""]
    calling = map(normalize, info.get("inbound_numbers") or [""])
    called = map(normalize, info.get("numbers") or [""])
    pins = [room.get("pin", "") for room in info["rule"].values()]
    return set(product(trunks, calling, called, pins))


def changed(record: Info, update: Info) -> Info:
    """Returns the record after an update: lists as told, attributes one by one, everything else in place of what was there.

    The encryption of old and new clients is the same afterwards.
    """
    new = dict(record)
    for name, value in update.items():
        if name in LISTS:
            new[name] = _changed_list(record.get(name, []), value)
        elif name == "attributes":
            merged = record.get(name, {}) | value
            new[name] = {key: text for key, text in merged.items() if text}
        else:
            new[name] = value
    return updated(new)


def _changed_list(old: list[str], update: Info) -> list[str]:
    if "clear" in update or "set" in update:
        return list(update.get("set", ()))
    kept = [item for item in old if item not in update.get("remove", ())]
    return kept + [item for item in update.get("add", ()) if item not in kept]
