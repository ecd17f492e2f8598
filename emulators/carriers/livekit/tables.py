"""What the carrier keeps: API keys of projects, and the trunks, dispatch rules and rooms of each project."""

from __future__ import annotations

from emulators.core.store import Table

SUSPENDED, LIMITED, READ_ONLY = "suspended", "limited", "read_only"
"""The faults that an API key may have, on purpose."""

API_KEYS = Table(
    "livekit_api_keys",
    {"key": str, "secret": str, "project": str, "fault": str},
    key="key",
    secret=frozenset({"secret"}),
)
PASSWORD = frozenset({"auth_password", "authPassword"})
"""In either of the two spellings that a request may use."""

_TRUNK: dict[str, type] = {
    "sip_trunk_id": str,
    "project": str,
    "name": str,
    "metadata": str,
    "numbers": list,
    "auth_username": str,
    "auth_password": str,
    "headers": dict,
    "headers_to_attributes": dict,
    "attributes_to_headers": dict,
    "include_headers": object,
    "media_encryption": object,
    "media": dict,
    "created_at": str,
    "updated_at": str,
}
INBOUND_TRUNKS = Table(
    "livekit_inbound_trunks",
    _TRUNK
    | {
        "allowed_addresses": list,
        "allowed_numbers": list,
        "auth_realm": str,
        "ringing_timeout": str,
        "ringing_timeout_status": object,
        "max_call_duration": str,
        "krisp_enabled": bool,
    },
    key="sip_trunk_id",
    indexes=(("project",),),
    secret=PASSWORD,
)
OUTBOUND_TRUNKS = Table(
    "livekit_outbound_trunks",
    _TRUNK | {"address": str, "destination_country": str, "transport": object, "from_host": str},
    key="sip_trunk_id",
    indexes=(("project",),),
    secret=PASSWORD,
)
DISPATCH_RULES = Table(
    "livekit_dispatch_rules",
    {
        "sip_dispatch_rule_id": str,
        "project": str,
        "rule": dict,
        "trunk_ids": list,
        "hide_phone_number": bool,
        "inbound_numbers": list,
        "numbers": list,
        "name": str,
        "metadata": str,
        "attributes": dict,
        "room_preset": str,
        "room_config": dict,
        "media": dict,
        "krisp_enabled": bool,
        "media_encryption": object,
        "created_at": str,
        "updated_at": str,
    },
    key="sip_dispatch_rule_id",
    indexes=(("project",),),
)
ROOMS = Table(
    "livekit_rooms",
    {
        "sid": str,
        "project": str,
        "name": str,
        "empty_timeout": int,
        "departure_timeout": int,
        "creation_time": int,
        "creation_time_ms": int,
    },
    key="sid",
    unique=(("project", "name"),),
)
PARTICIPANTS = Table(
    "livekit_participants",
    {
        "sid": str,
        "project": str,
        "room": str,
        "identity": str,
        "name": str,
        "metadata": str,
        "attributes": dict,
        "kind": str,
        "state": str,
        "joined_at": int,
        "joined_at_ms": int,
    },
    key="sid",
    unique=(("project", "room", "identity"),),
)
TABLES = (API_KEYS, INBOUND_TRUNKS, OUTBOUND_TRUNKS, DISPATCH_RULES, ROOMS, PARTICIPANTS)
