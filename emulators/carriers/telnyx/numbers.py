"""Which numbers an account owns. Telnyx writes them +E.164.

An account that owns any number has no row for most of them: asking whether it owns one writes nothing, and the row is made
when somebody looks it up or points it somewhere. A number given back keeps its row, with the status that Telnyx has for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.tables import ID_LENGTH, NUMBERS, number
from emulators.core import magic
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emulators.core.identifiers import Identifiers
    from emulators.core.store import Row, Store

DELETED = "deleted"
NEVER_OWNED = frozenset({magic.NOT_OWNED, magic.INVALID})
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")


def plus(value: str) -> str:
    """The number as Telnyx writes it, given with or without its plus."""
    return value if value.startswith("+") else f"+{value}"


def row_of(store: Store, account: Mapping[str, Any], phone_number: str) -> Row | None:
    return store.find(NUMBERS, organization_id=account["organization_id"], phone_number=phone_number)


def owned(store: Store, account: Mapping[str, Any], phone_number: str) -> bool:
    """Whether the account owns exactly this number."""
    if phone_number in NEVER_OWNED or not _E164.fullmatch(phone_number):
        return False
    row = row_of(store, account, phone_number)
    if row is not None:
        return bool(row["status"] != DELETED)
    return account["owns_any_number"] or phone_number == magic.WRITE_FAILS


def acquired(store: Store, account: Mapping[str, Any], phone_number: str, ids: Identifiers, now: datetime) -> Row:
    """The row of a number that the account owns, made if there is none."""
    owner = account["organization_id"]
    own = {"organization_id": owner, "phone_number": phone_number}
    if store.find(NUMBERS, **own) is None:
        store.insert(NUMBERS, number(new_id(ids), owner, phone_number, milliseconds(now), _country(phone_number)))
    return store.select(NUMBERS, own)[0]


def new_id(ids: Identifiers) -> str:
    """A decimal string of 19 digits that fits 63 bits, as every identifier of Telnyx's here."""
    return f"1{ids.digits(ID_LENGTH - 1)}"


def _country(phone_number: str) -> str:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE as REGIONS  # noqa: PLC0415 -- loaded for the few that need it

    codes = (int(phone_number[1:end]) for end in (2, 3, 4))
    return next((str(REGIONS[code][0]) for code in codes if code in REGIONS), "US")
