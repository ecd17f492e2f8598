"""Reads the credential: the bearer token of a user of the workspace. Deleting takes an admin's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import BEARER, Principal
from emulators.core.problem import Refusal
from emulators.vendors.weya import problems
from emulators.vendors.weya.seed import DEMO_KEY
from emulators.vendors.weya.settings import MEMBER_MAY_DELETE, PRINTED_CREDENTIAL
from emulators.vendors.weya.tables import ADMIN, TOKENS, USERS

if TYPE_CHECKING:
    from emulators.core.call import Call

DELETE = "delete"
PLACEHOLDER = "{{authToken}}"
"""What the page's cURL sends."""


def authenticate(call: Call) -> Principal:
    """Returns who asks. Raises `Refusal` for a token that is missing or unknown."""
    presented = BEARER.read(call.headers)
    printed = presented == PLACEHOLDER and call.setting(PRINTED_CREDENTIAL)
    token = call.store.find(TOKENS, token=DEMO_KEY if printed else presented)
    user = call.store.find(USERS, _id=token["userId"]) if token else None
    if user is None:
        raise Refusal(problems.UNAUTHORIZED, (), BEARER.explain(call.headers))
    may_delete = user["role"] == ADMIN or call.setting(MEMBER_MAY_DELETE)
    return Principal(user["_id"], user["workspace"], frozenset({DELETE} if may_delete else ()))
