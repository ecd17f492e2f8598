"""What every operation of Twilio's has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.auth import LIVES
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row, Table


def declared(
    method: str, path: str, effect: Callable[[Call], Any], *, permission: str = LIVES, **more: Any
) -> Operation:
    """Returns the declaration of an operation of Twilio's own specification.

    Test credentials are kept out unless `permission` lets them in.
    """
    return Operation(method, path, effect, documented(f"{method} {path}"), permission=permission, **more)


def list_own(call: Call, table: Table, **where: Any) -> list[Row]:
    """Returns the account's own rows with these values; what is None was not asked for."""
    asked_for = {name: value for name, value in where.items() if value is not None}
    return call.store.select(table, {"account_sid": call.principal.tenant, **asked_for})
