"""The balance of an account: the cheapest way to ask whether a key is good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import representations
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from emulators.core.call import Call


def show_balance(call: Call) -> dict[str, Any]:
    """Returns the balance of the account."""
    return representations.balance(call.principal.details)


OPERATIONS = (Operation("GET", "/v2/balance", show_balance, documented("GET /balance")),)
