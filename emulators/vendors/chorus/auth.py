"""Reads the credential: `Authorization: Bearer YOUR_API_KEY`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import BEARER, Principal
from emulators.core.problem import Refusal
from emulators.vendors.chorus import problems
from emulators.vendors.chorus.seed import DEMO_KEY
from emulators.vendors.chorus.settings import AUTHORIZATION_REQUIRED
from emulators.vendors.chorus.tables import API_KEYS

if TYPE_CHECKING:
    from emulators.core.call import Call


def authenticate(call: Call) -> Principal:
    """Returns who asks. Raises `Refusal` for a key that is missing or unknown."""
    optional = BEARER.header.lower() not in call.headers and not call.setting(AUTHORIZATION_REQUIRED)
    key = call.store.find(API_KEYS, key=DEMO_KEY if optional else BEARER.read(call.headers))
    if key is None:
        raise Refusal(problems.UNAUTHORIZED, (), BEARER.explain(call.headers))
    return Principal(name=key["key"], tenant=key["organizationId"])
