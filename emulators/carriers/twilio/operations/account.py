"""The account that the credentials open, and what is left of its money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, schema
from emulators.carriers.twilio.operations.declaration import declared
from emulators.carriers.twilio.representations import core_api

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

ACCOUNT = "/2010-04-01/Accounts/{AccountSid}"


def show_account(call: Call) -> Row:
    """Returns the account that the credentials open."""
    return dict(call.principal.details)


OPERATIONS = (
    declared("GET", f"{ACCOUNT}.json", show_account, params=schema.AccountPath, success=envelope.one(core_api.account)),
    declared(
        "GET",
        f"{ACCOUNT}/Balance.json",
        show_account,
        name="show_balance",
        params=schema.AccountPath,
        success=envelope.one(core_api.balance),
    ),
)
