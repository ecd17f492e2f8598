"""Basic authentication: an account's SID and token, or the SID and secret of one of its API keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio.rules import FOREIGN_ACCOUNT, NOT_FOUND, SUSPENDED, TOO_MANY, UNKNOWN_USER, WRONG_TOKEN
from emulators.carriers.twilio.tables import ACCOUNTS, API_KEYS
from emulators.core.auth import Basic, Principal
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row, Store

BUYS, LIVES = "buy", "live"
"""Test credentials may buy, and nothing else."""


def authenticate(call: Call) -> Principal:
    user, _, password = (Basic().read(call.headers) or "").partition(":")
    account = account_of(call.store, user, password)
    if account is None:
        known = call.store.find(ACCOUNTS, sid=user) or call.store.find(API_KEYS, sid=user)
        raise Refusal(WRONG_TOKEN if known else UNKNOWN_USER)
    asked_for = call.path.get("AccountSid", account["sid"])
    if asked_for != account["sid"]:
        raise Refusal(NOT_FOUND if asked_for.startswith("SK") else FOREIGN_ACCOUNT)
    if account["status"] != "active":
        raise Refusal(SUSPENDED)
    if account["rate_limited"]:
        raise Refusal(TOO_MANY)
    granted = {BUYS} if account["test_credentials"] else {BUYS, LIVES}
    return Principal(name=user, tenant=account["sid"], permissions=frozenset(granted), details=account)


def account_of(store: Store, user: str, password: str) -> Row | None:
    """The account that these credentials open, whatever its state."""
    key = store.find(API_KEYS, sid=user, secret=password)
    account = store.find(ACCOUNTS, sid=key["account_sid"] if key else user)
    if account is None or key:
        return account
    return account if password in (account["auth_token"], account["secondary_auth_token"]) else None
