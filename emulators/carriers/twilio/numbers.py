"""The numbers of an account: whether it owns one, taking one, letting one go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emulators.carriers.twilio.seed import NUMBERS, RELEASED, number
from emulators.core import magic

if TYPE_CHECKING:
    from emulators.core.clock import Identifiers
    from emulators.core.store import Row, Store

_PUNCTUATION = re.compile(r"[\s().-]+")
_DIGITS = re.compile(r"[0-9]+")
NEVER_OWNED = frozenset({magic.NOT_OWNED, magic.INVALID})


def normalised(phone_number: str) -> str:
    """`14155550100` and `+1 (415) 555-0100` as `+14155550100`; what is no number stays as it is."""
    bare = _PUNCTUATION.sub("", phone_number)
    return f"+{bare}" if _DIGITS.fullmatch(bare) else bare


def owns(store: Store, account: Row, phone_number: str) -> bool:
    """Whether the account owns exactly this number, given normalised. Placeholder accounts own whatever they have not let go."""
    own = {"account_sid": account["sid"], "phone_number": phone_number}
    if phone_number in NEVER_OWNED:
        return False
    if store.find(NUMBERS, **own):
        return True
    at_large = account["owns_any_number"] or phone_number == magic.WRITE_FAILS
    return bool(at_large) and store.find(RELEASED, **own) is None


def materialised(store: Store, account: Row, phone_number: str, ids: Identifiers, now: str) -> Row:
    """The row of a number that the account owns, made now where it had none yet."""
    return store.find(NUMBERS, account_sid=account["sid"], phone_number=phone_number) or take(
        store, account, phone_number, ids, now
    )


def take(store: Store, account: Row, phone_number: str, ids: Identifiers, now: str) -> Row:
    """Makes the number the account's. Raises `Taken` where it is that already."""
    row = number(f"PN{ids.hex(32)}", account["sid"], phone_number, now)
    store.insert(NUMBERS, row)
    store.delete(RELEASED, account_sid=account["sid"], phone_number=phone_number)
    return {name: row.get(name) for name in NUMBERS.columns}


def release(store: Store, row: Row) -> None:
    """Lets the number go, and remembers that: an account that owns any number does not own this one any more."""
    store.delete(NUMBERS, sid=row["sid"])
    store.insert(RELEASED, {name: row[name] for name in RELEASED.columns})
