"""Opens an account for a request: `Authorization: Bearer KEY...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.telnyx.problems import SUSPENDED, TOO_MANY_REQUESTS, UNAUTHORIZED
from emulators.carriers.telnyx.tables import ACCOUNTS
from emulators.core.auth import BEARER, Principal
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.core.call import Call


def authenticate(call: Call) -> Principal:
    """Returns the account that the key opens.

    Raises:
        Refusal: it opens none, or one that is suspended or over its rate limit.
    """
    account = call.store.find(ACCOUNTS, api_key=BEARER.read(call.headers))
    if account is None:
        raise Refusal(UNAUTHORIZED)
    if account["suspended"]:
        raise Refusal(SUSPENDED)
    if account["rate_limited"]:
        raise Refusal(TOO_MANY_REQUESTS)
    return Principal(name=account["name"], tenant=account["organization_id"], details=account)
