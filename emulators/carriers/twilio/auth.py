"""Opens an account for a request: HTTP Basic with the account's SID and token, or with the SID and secret of an API key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import problems
from emulators.carriers.twilio.schema import AccountPath
from emulators.carriers.twilio.settings import FOREIGN_ACCOUNT_STATUS
from emulators.carriers.twilio.tables import ACCOUNTS, API_KEYS
from emulators.core.auth import Basic, Principal
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.problem import Problem
    from emulators.core.store import Row, Store

BUYS, LIVES = "buy", "live"
"""Test credentials may buy, and nothing else."""


def authenticate(call: Call) -> Principal:
    """Returns the account that the credentials open.

    Raises:
        Refusal: they open none, another one than the path names, or one that is suspended or over its rate limit.
    """
    if "authorization" not in call.headers:
        raise Refusal(problems.NO_CREDENTIALS)
    user, _, password = (Basic().read(call.headers) or "").partition(":")
    account = account_of(call.store, user, password)
    if account is None:
        known = call.store.find(ACCOUNTS, sid=user) or call.store.find(API_KEYS, sid=user)
        raise Refusal(problems.WRONG_TOKEN if known else problems.UNKNOWN_USER)
    if isinstance(call.params, AccountPath) and call.params.AccountSid != account["sid"]:
        raise Refusal(_foreign(call, call.params.AccountSid))
    if account["status"] != "active":
        raise Refusal(problems.SUSPENDED)
    if account["rate_limited"]:
        raise Refusal(problems.TOO_MANY)
    granted = {BUYS} if account["test_credentials"] else {BUYS, LIVES}
    return Principal(name=user, tenant=account["sid"], permissions=frozenset(granted), details=account)


def _foreign(call: Call, asked_for: str) -> Problem:
    """What a path gets that names an account which the credentials do not open."""
    unknown = asked_for.startswith("SK") or call.setting(FOREIGN_ACCOUNT_STATUS) == problems.NOT_FOUND.status
    return problems.NOT_FOUND if unknown else problems.FOREIGN_ACCOUNT


def account_of(store: Store, user: str, password: str) -> Row | None:
    """Returns the account that these credentials open, whatever its state, or None."""
    key = store.find(API_KEYS, sid=user, secret=password)
    account = store.find(ACCOUNTS, sid=key["account_sid"] if key else user)
    if account is None or key:
        return account
    return account if password in (account["auth_token"], account["secondary_auth_token"]) else None
