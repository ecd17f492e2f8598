"""Rented numbers. Plivo writes them as digits without a plus.

An account that owns any number has no row for most of them: asking whether it owns one writes nothing, and the row is made
when somebody looks at the number or points it somewhere. A number given back stays given back.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo.tables import NUMBERS, RELEASED_NUMBERS
from emulators.carriers.plivo.uris import number_uri
from emulators.core import local_carrier, magic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

INVALID, NOT_OWNED, WRITE_FAILS = magic.INVALID[1:], magic.NOT_OWNED[1:], magic.WRITE_FAILS[1:]
_DIGITS = re.compile(r"[1-9][0-9]{1,14}")


def normalize(number: str) -> str:
    """Returns the number without its plus."""
    return number.removeprefix("+")


def is_number(digits: str) -> bool:
    """Returns whether somebody could rent the number with these digits."""
    return bool(_DIGITS.fullmatch(digits)) and digits != NOT_OWNED


def new(auth_id: str, digits: str, added: date) -> Row:
    """Returns a row of `NUMBERS` that nobody points anywhere yet. Where the number is cannot be told from its digits."""
    year, month = divmod(added.year * 12 + added.month, 12)
    return {
        "resource_uri": number_uri(auth_id, digits),
        "auth_id": auth_id,
        "number": digits,
        "added_on": added.isoformat(),
        "renewal_date": date(year, month + 1, min(added.day, 28)).isoformat(),
        "number_type": "tollfree" if digits.startswith(("1800", "1888", "1877", "1866")) else "local",
        "carrier": "Plivo",
        "active": True,
        "voice_enabled": True,
        "sms_enabled": True,
        "mms_enabled": False,
        "voice_rate": "0.00850",
        "sms_rate": "0.00000",
        "mms_rate": "0.00000",
        "monthly_rental_rate": "0.80000",
        "cnam_lookup": "disabled",
    }


def owns(store: Store, account: Mapping[str, Any], digits: str) -> bool:
    """Returns whether the account rents exactly the number with these digits. Writes nothing."""
    return local_carrier.owns(account, f"+{digits}", rented=_rented(store, number_uri(account["auth_id"], digits)))


def _rented(store: Store, uri: str) -> bool | None:
    if store.find(NUMBERS, resource_uri=uri):
        return True
    return False if store.find(RELEASED_NUMBERS, resource_uri=uri) else None


def get_or_create(namespace: Namespace, account: Mapping[str, Any], digits: str) -> Row:
    """Returns the row of a number that the account owns, and makes it where there was none."""
    store, uri = namespace.store, number_uri(account["auth_id"], digits)
    if store.find(NUMBERS, resource_uri=uri) is None:
        store.insert(NUMBERS, new(account["auth_id"], digits, namespace.clock.now().date()))
    return store.select(NUMBERS, {"resource_uri": uri})[0]


def rent(store: Store, row: Row) -> None:
    """Makes a number the account's, also one that it gave back."""
    store.delete(RELEASED_NUMBERS, resource_uri=row["resource_uri"])
    store.insert(NUMBERS, row)


def release(store: Store, row: Row) -> None:
    """Gives a number back for good, also where its account owns any number."""
    store.delete(NUMBERS, resource_uri=row["resource_uri"])
    store.insert(RELEASED_NUMBERS, {"resource_uri": row["resource_uri"]})
