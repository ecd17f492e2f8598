"""Reads the credential: the API key in the Authorization header, behind the keyword `Token`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import ApiKey, Keyword, Principal
from emulators.core.problem import Refusal
from emulators.vendors.hamsa import problems
from emulators.vendors.hamsa.settings import BARE_KEY
from emulators.vendors.hamsa.tables import API_KEYS

if TYPE_CHECKING:
    from emulators.core.call import Call

TOKEN = Keyword("Token")
BARE = ApiKey("authorization")


def authenticate(call: Call) -> Principal:
    """Returns who asks. Raises `Refusal` for a key that is missing or unknown."""
    bare = BARE.read(call.headers) if call.setting(BARE_KEY) else None
    key = call.store.find(API_KEYS, key=TOKEN.read(call.headers) or bare)
    if key is None:
        raise Refusal(problems.UNAUTHORIZED)
    return Principal(name=key["key"], tenant=key["userId"])
