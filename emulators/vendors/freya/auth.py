"""Reads the credential: `Authorization: Bearer <token>`, an API key that is active and has not expired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import BEARER, Principal
from emulators.core.clock import seconds
from emulators.core.problem import Refusal
from emulators.vendors.freya import problems
from emulators.vendors.freya.tables import API_KEYS

if TYPE_CHECKING:
    from emulators.core.call import Call


def authenticate(call: Call) -> Principal:
    """Returns who asks. Raises `Refusal` for a key that is missing, unknown, inactive or expired."""
    key = call.store.find(API_KEYS, key=BEARER.read(call.headers), isActive=True)
    if key is None or (key["expiresAt"] and key["expiresAt"] <= seconds(call.now)):
        raise Refusal(problems.UNAUTHORIZED)
    return Principal(name=key["key"], tenant=key["workspaceId"])
