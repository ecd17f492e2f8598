"""Opens an account for a request: HTTP Basic with Auth ID and Auth Token. An account opens its own path and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.plivo.problems import SUSPENDED, TOO_MANY_REQUESTS, UNAUTHORIZED
from emulators.carriers.plivo.tables import ACCOUNTS
from emulators.core.auth import Basic, Principal
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.core.call import Call

BASIC = Basic()


def authenticate(call: Call) -> Principal:
    """Returns the account that the credentials open.

    Raises:
        Refusal: they open none, or one that is suspended or over its rate limit.
    """
    auth_id, _, auth_token = (BASIC.read(call.headers) or "").partition(":")
    account = call.store.find(ACCOUNTS, auth_id=auth_id, auth_token=auth_token)
    if account is None or call.params.auth_id != auth_id:
        raise Refusal(UNAUTHORIZED)
    if account["suspended"]:
        raise Refusal(SUSPENDED)
    if account["rate_limited"]:
        raise Refusal(TOO_MANY_REQUESTS)
    return Principal(name=account["name"], tenant=auth_id, details=account)
