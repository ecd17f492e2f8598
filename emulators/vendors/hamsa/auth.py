"""Authorizations: the API key in the Authorization header, behind the keyword `Token`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import ApiKey, Keyword, Principal
from emulators.core.problem import Refusal
from emulators.vendors.hamsa.rules import UNAUTHORIZED
from emulators.vendors.hamsa.seed import API_KEYS
from emulators.vendors.hamsa.settings import BARE_KEY

if TYPE_CHECKING:
    from emulators.core.call import Call

TOKEN = Keyword("Token")
BARE = ApiKey("authorization")


def authenticate(call: Call) -> Principal:
    bare = BARE.read(call.headers) if call.setting(BARE_KEY) else None
    key = call.store.find(API_KEYS, key=TOKEN.read(call.headers) or bare)
    if key is None:
        raise Refusal(UNAUTHORIZED)
    return Principal(name=key["key"], tenant=key["userId"])
