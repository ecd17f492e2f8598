"""Trunks in the deprecated form that both directions once had in common (SIPTrunkInfo)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info


def inbound_as_legacy(trunk: Info) -> Info:
    """Returns an inbound trunk as the deprecated list has it."""
    names = {
        "allowed_addresses": "inbound_addresses",
        "allowed_numbers": "inbound_numbers",
        "auth_username": "inbound_username",
        "auth_password": "inbound_password",
    }
    return _legacy(trunk, "TRUNK_INBOUND", names)


def outbound_as_legacy(trunk: Info) -> Info:
    """Returns an outbound trunk as the deprecated list has it."""
    names = {
        "address": "outbound_address",
        "transport": "transport",
        "auth_username": "outbound_username",
        "auth_password": "outbound_password",
    }
    return _legacy(trunk, "TRUNK_OUTBOUND", names)


def _legacy(trunk: Info, kind: str, names: dict[str, str]) -> Info:
    """The trunk under other names. Of its numbers the first is shown, of either direction as the outbound one."""
    same = {name: trunk[name] for name in ("sip_trunk_id", "name", "metadata") if name in trunk}
    renamed = {new: trunk[old] for old, new in names.items() if old in trunk}
    number = {"outbound_number": trunk["numbers"][0]} if trunk.get("numbers") else {}
    return same | renamed | number | {"kind": kind}
