"""Reads the credential: the API key in the Authorization header, behind the keyword `Token`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import ApiKey, Keyword, Principal
from emulators.core.problem import Refusal
from emulators.vendors.hamsa import problems
from emulators.vendors.hamsa.seed import DEMO_KEY
from emulators.vendors.hamsa.settings import BARE_KEY, KEYWORD_ANY_CASE, PRINTED_CREDENTIAL
from emulators.vendors.hamsa.tables import API_KEYS

if TYPE_CHECKING:
    from emulators.core.call import Call

TOKEN = Keyword("Token")
EXACTLY_TOKEN = Keyword("Token", any_case=False)
BARE = ApiKey("Authorization")
PLACEHOLDER = "<api-key>"
"""What the page's cURL sends."""


def authenticate(call: Call) -> Principal:
    """Returns who asks. Raises `Refusal` for a key that is missing or unknown."""
    keyword = TOKEN if call.setting(KEYWORD_ANY_CASE) else EXACTLY_TOKEN
    bare = BARE.read(call.headers) if call.setting(BARE_KEY) else None
    if bare == PLACEHOLDER and call.setting(PRINTED_CREDENTIAL):
        bare = DEMO_KEY
    key = call.store.find(API_KEYS, key=keyword.read(call.headers) or bare)
    if key is None:
        raise Refusal(problems.UNAUTHORIZED, (), keyword.explain(call.headers))
    return Principal(name=key["key"], tenant=key["userId"])
