"""A declaration per operation, and the effect that each has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio import envelope
from emulators.carriers.twilio.auth import LIVES
from emulators.core.emulator import Operation
from emulators.core.problem import documented

if TYPE_CHECKING:
    from emulators.core.call import Call


def show_account(call: Call) -> dict[str, Any]:
    return envelope.account(call, dict(call.principal.details))


fetch_account = Operation(
    "GET",
    "/2010-04-01/Accounts/{AccountSid}.json",
    known=documented("GET /2010-04-01/Accounts/{Sid}.json"),
    permission=LIVES,
    effect=show_account,
)
OPERATIONS = (fetch_account,)
