"""Reads the credential: `Authorization: Bearer <token>`, an API key that is active and has not expired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import BEARER, Principal
from emulators.core.clock import seconds
from emulators.core.problem import Refusal
from emulators.vendors.freya import problems
from emulators.vendors.freya.seed import DEMO_KEY
from emulators.vendors.freya.settings import PRINTED_CREDENTIAL
from emulators.vendors.freya.tables import API_KEYS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

PLACEHOLDER = "<token>"
"""What the page's cURL sends."""


def authenticate(call: Call) -> Principal:
    """Returns who asks. Raises `Refusal` for a key that is missing, unknown, inactive or expired."""
    token = BEARER.read(call.headers)
    printed = token == PLACEHOLDER and call.setting(PRINTED_CREDENTIAL)
    key = call.store.find(API_KEYS, key=DEMO_KEY if printed else token)
    reason = _why_not(call, key) if key else BEARER.explain(call.headers)
    if key is None or reason:
        raise Refusal(problems.UNAUTHORIZED, (), reason)
    return Principal(name=key["key"], tenant=key["workspaceId"])


def _why_not(call: Call, key: Row) -> str:
    """Returns why a key that exists opens nothing; an empty text where it does."""
    if not key["isActive"]:
        return "the key is not active"
    return "the key has expired" if key["expiresAt"] and key["expiresAt"] <= seconds(call.now) else ""
