"""Reads the headers `X-API-Key` and `X-Organization-Id`, and knows what each role may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.core.auth import BEARER, ApiKey, Principal
from emulators.core.problem import Refusal
from emulators.vendors.butter import problems
from emulators.vendors.butter.settings import BEARER_ACCEPTED, ORGANIZATION_REQUIRED
from emulators.vendors.butter.tables import API_KEYS

if TYPE_CHECKING:
    from emulators.core.call import Call

KEY = ApiKey("X-API-Key")
ORGANIZATION = ApiKey("X-Organization-Id")

ALL_ROLES = frozenset({"phone_numbers:read", "agents:read"})
MANAGING = ALL_ROLES | {
    f"{thing}:{action}"
    for thing in ("phone_numbers", "integrations", "agents")
    for action in ("create", "update", "delete")
}
PERMISSIONS = {"admin": MANAGING, "agent_manager": MANAGING}


def authenticate(call: Call) -> Principal:
    """Returns who asks. The key is looked at first, then the organization, then whether the two belong together.

    Raises `Refusal` where one of them is missing or wrong.
    """
    key = call.store.find(API_KEYS, key=_presented(call))
    if key is None:
        raise Refusal(problems.UNAUTHORIZED, (), KEY.explain(call.headers))
    organization = ORGANIZATION.read(call.headers)
    if organization is None and call.setting(ORGANIZATION_REQUIRED):
        raise Refusal(problems.NO_ORGANIZATION, (), ORGANIZATION.explain(call.headers))
    if organization not in (None, key["client_id"]):
        raise Refusal(problems.WRONG_ORGANIZATION, (), "the key is of another organization")
    return Principal(key["key"], key["client_id"], PERMISSIONS.get(key["role"], ALL_ROLES))


def _presented(call: Call) -> str | None:
    bearer = BEARER.read(call.headers) if call.setting(BEARER_ACCEPTED) else None
    return KEY.read(call.headers) or bearer
