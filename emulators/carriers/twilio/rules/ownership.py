"""What a request names has to be there, and be the account's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import problems
from emulators.core.rule import must

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.call import Call
    from emulators.core.rule import Rule
    from emulators.core.store import Row, Table


def own(call: Call, table: Table, sid: str, **more: str) -> Row | None:
    """Returns the account's own row with this SID, or None."""
    return call.store.find(table, sid=sid, account_sid=call.principal.tenant, **more)


def is_there(find: Callable[[Call], Row | None]) -> Rule:
    """Returns the rule that there is what the path names."""

    @must(problems.NOT_FOUND)
    def resource_exists(call: Call) -> bool:
        return find(call) is not None

    return resource_exists
