"""The projects that exist when the carrier wakes up: one for the platform, one for the developer, and three that fail."""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING, Any

import orjson

from emulators.carriers.livekit.tables import (
    API_KEYS,
    DISPATCH_RULES,
    INBOUND_TRUNKS,
    LIMITED,
    OUTBOUND_TRUNKS,
    READ_ONLY,
    SUSPENDED,
)
from emulators.core.world import Credential, World

if TYPE_CHECKING:
    from emulators.core.store import Table

DEVELOPER, PLATFORM = "developer", "platform"
INBOUND, OUTBOUND, RULE = "ST_devinbound22", "ST_devoutbound2", "SDR_devdispatch2"
FOREIGN_INBOUND, FOREIGN_OUTBOUND, FOREIGN_RULE = "ST_spareinbnd22", "ST_spareoutbnd2", "SDR_sparedispch2"
NUMBER, FOREIGN_NUMBER = "+15105550100", "+15105550123"
WOKE = "2025-01-01T00:00:00Z"
ROOM = "demo-room"
ALL_GRANTS = {
    "sip": {"admin": True, "call": True},
    "video": {"roomCreate": True, "roomList": True, "roomAdmin": True, "room": ROOM},
}
"""What the tokens of the demo world may do. A token is the admin of one room at most; an SDK makes one for each request."""


def _key(name: str, project: str, fault: str = "") -> dict[str, Any]:
    """An API key that begins with `API`, and a secret of 35 characters or more: the SDK warns of less than 32."""
    return {
        "key": f"API{name}demo",
        "secret": f"{name}-livekit-secret-0123456789abcdef",
        "project": project,
        "fault": fault,
    }


KEYS = (
    _key("developer", DEVELOPER),
    _key("platform", PLATFORM),
    _key("empty", "empty"),
    _key("spare", "spare"),
    _key("suspended", SUSPENDED, SUSPENDED),
    _key("limited", LIMITED, LIMITED),
    _key("readonly", READ_ONLY, READ_ONLY),
)


def _inbound(project: str, trunk: str, number: str) -> dict[str, Any]:
    kept = {"sip_trunk_id": trunk, "project": project, "name": "Demo inbound", "numbers": [number]}
    return kept | {"created_at": WOKE, "updated_at": WOKE}


def _outbound(project: str, trunk: str, number: str) -> dict[str, Any]:
    kept = {"sip_trunk_id": trunk, "project": project, "name": "Demo outbound", "numbers": [number]}
    return kept | {"address": "sip.example.com", "created_at": WOKE, "updated_at": WOKE}


def _rule(project: str, rule: str, trunk: str) -> dict[str, Any]:
    kept = {"sip_dispatch_rule_id": rule, "project": project, "name": "Demo rule", "trunk_ids": [trunk]}
    rooms = {"dispatch_rule_individual": {"room_prefix": "call-"}}
    return kept | {"rule": rooms, "created_at": WOKE, "updated_at": WOKE}


ROWS: dict[Table, tuple[dict[str, Any], ...]] = {
    API_KEYS: KEYS,
    INBOUND_TRUNKS: (_inbound(DEVELOPER, INBOUND, NUMBER), _inbound("spare", FOREIGN_INBOUND, FOREIGN_NUMBER)),
    OUTBOUND_TRUNKS: (_outbound(DEVELOPER, OUTBOUND, NUMBER), _outbound("spare", FOREIGN_OUTBOUND, FOREIGN_NUMBER)),
    DISPATCH_RULES: (_rule(DEVELOPER, RULE, INBOUND), _rule("spare", FOREIGN_RULE, FOREIGN_INBOUND)),
}


def _credential(key: dict[str, Any], note: str = "", **grants: bool) -> Credential:
    """A token that never ends, so that it can be printed and pasted; an SDK makes its own from key and secret."""
    claims = {"iss": key["key"], "sip": grants} if grants else {"iss": key["key"], **ALL_GRANTS}
    token = _token(claims, key["secret"])
    return Credential({"Authorization": f"Bearer {token}"}, f"{key['key']}: {note}" if note else key["key"])


def _token(claims: dict[str, Any], secret: str) -> str:
    """A JWT signed with HS256 (RFC 7515). Loading the library that checks one takes longer than loading all of LiveKit."""
    signed = b".".join(_base64url(orjson.dumps(part)) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return b".".join((signed, _base64url(hmac.digest(secret.encode(), signed, "sha256")))).decode()


def _base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


WORLD = World(
    credentials=(
        _credential(KEYS[0]),
        _credential(KEYS[1], "the account of the platform that vendors' trunks are made in"),
        _credential(KEYS[0], "may place calls, and may not manage trunks", call=True),
        _credential(KEYS[2], "a project with nothing in it"),
        _credential(KEYS[3], "another project"),
        _credential(KEYS[4], "suspended"),
        _credential(KEYS[5], "over its rate limit"),
        _credential(KEYS[6], "reads, and cannot write"),
        _credential(KEYS[0] | {"secret": "not-the-livekit-secret-0123456789abcdef"}, "signed with a wrong secret"),
    ),
    known={
        "sip_trunk_id": (OUTBOUND, INBOUND),
        "sip_dispatch_rule_id": (RULE,),
        "numbers": (NUMBER,),
        "room": (ROOM,),
        "room_name": (ROOM,),
    },
    foreign={"sip_trunk_id": (FOREIGN_INBOUND, FOREIGN_OUTBOUND), "sip_dispatch_rule_id": (FOREIGN_RULE,)},
    sample=(
        "POST",
        "/twirp/livekit.SIP/CreateSIPInboundTrunk",
        {"trunk": {"name": "My trunk", "numbers": ["+15105550111"]}},
    ),
)
