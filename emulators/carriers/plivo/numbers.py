"""Which numbers an account rents. Plivo writes them as digits without a plus.

An account that owns any number has no row for most of them: asking whether it owns one writes nothing, and the row is made
when somebody looks at the number or points it somewhere. A number given back stays given back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo.tables import NUMBERS, RELEASED_NUMBERS, number, number_uri
from emulators.core import magic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emulators.core.store import Row, Store

_DIGITS = re.compile(r"[1-9][0-9]{1,14}")
INVALID, WRITE_FAILS = magic.INVALID[1:], magic.WRITE_FAILS[1:]
NEVER_OWNED = frozenset({magic.NOT_OWNED[1:], INVALID})


def digits(value: str) -> str:
    return value.removeprefix("+")


def owned(store: Store, account: Mapping[str, Any], number: str) -> bool:
    """Whether the account rents exactly the number with these digits."""
    uri = number_uri(account["auth_id"], number)
    if number in NEVER_OWNED or not _DIGITS.fullmatch(number):
        return False
    if store.find(NUMBERS, resource_uri=uri):
        return True
    at_large = account["owns_any_number"] or number == WRITE_FAILS
    return bool(at_large) and store.find(RELEASED_NUMBERS, resource_uri=uri) is None


def acquired(store: Store, account: Mapping[str, Any], digits: str, now: datetime) -> Row:
    """The row of a number that the account owns, made if there is none."""
    uri = number_uri(account["auth_id"], digits)
    if store.find(NUMBERS, resource_uri=uri) is None:
        store.insert(NUMBERS, number(account["auth_id"], digits, now.date()))
    return store.select(NUMBERS, {"resource_uri": uri})[0]


def release(store: Store, row: Row) -> None:
    """Gives a number back for good, also where its account owns any number."""
    store.delete(NUMBERS, resource_uri=row["resource_uri"])
    store.insert(RELEASED_NUMBERS, {"resource_uri": row["resource_uri"]})
