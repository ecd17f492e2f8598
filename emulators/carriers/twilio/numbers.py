"""Phone numbers of an account: whether it owns one, takes one, lets one go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.tables import NUMBERS, RELEASED
from emulators.core import local_carrier
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Store

_PUNCTUATION = re.compile(r"[\s().-]+")
_DIGITS = re.compile(r"[0-9]+")
_NORTH_AMERICAN = re.compile(r"^\+1([0-9]{3})([0-9]{3})([0-9]{4})$")


def normalize(phone_number: str) -> str:
    """Returns `14155550100` and `+1 (415) 555-0100` as `+14155550100`; what is no number stays as it is."""
    bare = _PUNCTUATION.sub("", phone_number)
    return f"+{bare}" if _DIGITS.fullmatch(bare) else bare


def formatted(phone_number: str) -> str:
    """Returns a North American number as `(415) 555-0100`, any other as it is."""
    return _NORTH_AMERICAN.sub(r"(\1) \2-\3", phone_number)


def new(sid: str, account_sid: str, phone_number: str, now: str) -> Row:
    """Returns a row of `NUMBERS` that nobody configured yet."""
    return {
        **dict.fromkeys(NUMBERS.columns),
        "sid": sid,
        "account_sid": account_sid,
        "phone_number": phone_number,
        "api_version": "2010-04-01",
        "friendly_name": formatted(phone_number),
        "voice_method": "POST",
        "voice_fallback_method": "POST",
        "voice_caller_id_lookup": False,
        "voice_receive_mode": "voice",
        "status_callback": "",
        "status_callback_method": "POST",
        "sms_url": "",
        "sms_method": "POST",
        "sms_fallback_url": "",
        "sms_fallback_method": "POST",
        "sms_application_sid": "",
        "emergency_status": "Inactive",
        "origin": "twilio",
        "beta": False,
        "date_created": now,
        "date_updated": now,
    }


def owns(store: Store, account: Mapping[str, Any], phone_number: str) -> bool:
    """Returns whether the account owns exactly this number, given normalized. Writes nothing."""
    return local_carrier.owns(account, phone_number, rented=_rented(store, account["sid"], phone_number))


def _rented(store: Store, account_sid: str, phone_number: str) -> bool | None:
    own = {"account_sid": account_sid, "phone_number": phone_number}
    if store.find(NUMBERS, **own):
        return True
    return False if store.find(RELEASED, **own) else None


def get_or_create(namespace: Namespace, account: Mapping[str, Any], phone_number: str) -> Row:
    """Returns the row of a number that the account owns, and makes it where there was none."""
    found = namespace.store.find(NUMBERS, account_sid=account["sid"], phone_number=phone_number)
    if found:
        return found
    sid, now = f"PN{namespace.ids.hex(32)}", seconds(namespace.clock.now())
    row = new(sid, account["sid"], phone_number, now)
    take(namespace.store, row)
    return row


def take(store: Store, row: Row) -> None:
    """Makes the number the account's.

    Raises:
        Taken: it is that already.
    """
    store.insert(NUMBERS, row)
    store.delete(RELEASED, account_sid=row["account_sid"], phone_number=row["phone_number"])


def release(store: Store, account_sid: str, sid: str) -> None:
    """Lets the number go, and remembers that: an account that owns any number does not own this one any more."""
    for row in store.select(NUMBERS, {"account_sid": account_sid, "sid": sid}):
        store.insert(RELEASED, {name: row[name] for name in RELEASED.columns})
    store.delete(NUMBERS, account_sid=account_sid, sid=sid)
