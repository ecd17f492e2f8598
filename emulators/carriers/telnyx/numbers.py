"""Which numbers an account owns. Telnyx writes them +E.164.

An account that owns any number has no row for most of them: asking whether it owns one writes nothing, and the row is made
when somebody looks it up or points it somewhere. A number given back keeps its row, with the status that Telnyx has for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.tables import ID_LENGTH, NUMBERS, number
from emulators.core import local_carrier
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.identifiers import Identifiers
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

DELETED = "deleted"


def normalize(number: str) -> str:
    """Returns the number with its plus."""
    return number if number.startswith("+") else f"+{number}"


def owns(store: Store, account: Mapping[str, Any], phone_number: str) -> bool:
    """Returns whether the account owns exactly this number. Writes nothing."""
    row = store.find(NUMBERS, organization_id=account["organization_id"], phone_number=phone_number)
    return local_carrier.owns(account, phone_number, rented=None if row is None else row["status"] != DELETED)


def get_or_create(namespace: Namespace, account: Mapping[str, Any], phone_number: str) -> Row:
    """Returns the row of a number that the account owns, and makes it where there was none."""
    store, owner = namespace.store, account["organization_id"]
    own = {"organization_id": owner, "phone_number": phone_number}
    if store.find(NUMBERS, **own) is None:
        number_id, now = new_id(namespace.ids), milliseconds(namespace.clock.now())
        store.insert(NUMBERS, number(number_id, owner, phone_number, now, _country(phone_number)))
    return store.select(NUMBERS, own)[0]


def new_id(ids: Identifiers) -> str:
    """Returns a new identifier: a decimal string of 19 digits that fits 63 bits, as all of Telnyx's are here."""
    return f"1{ids.digits(ID_LENGTH - 1)}"


def _country(phone_number: str) -> str:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE as REGIONS  # noqa: PLC0415 -- loaded for the few that need it

    codes = (int(phone_number[1:end]) for end in (2, 3, 4))
    return next((str(REGIONS[code][0]) for code in codes if code in REGIONS), "US")
