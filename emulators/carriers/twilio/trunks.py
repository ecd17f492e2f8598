"""SIP trunks, and what hangs on them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.tables import (
    CREDENTIAL_LISTS,
    IP_ACCESS_CONTROL_LISTS,
    NUMBERS,
    ORIGINATION_URLS,
    TRUNK_CREDENTIAL_LISTS,
    TRUNK_IP_ACCESS_CONTROL_LISTS,
    TRUNKS,
)
from emulators.core.store import Taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.identifiers import Identifiers
    from emulators.core.store import Row, Store, Table


@dataclass(frozen=True)
class TrunkList:
    """One kind of list of who may come in at a trunk: where it is below the trunk, its table, the table of what is
    attached, and the column of that with the list's SID."""

    segment: str
    lists: Table
    attached: Table
    column: str


CREDENTIALS = TrunkList("CredentialLists", CREDENTIAL_LISTS, TRUNK_CREDENTIAL_LISTS, "credential_list_sid")
ADDRESSES = TrunkList(
    "IpAccessControlLists", IP_ACCESS_CONTROL_LISTS, TRUNK_IP_ACCESS_CONTROL_LISTS, "ip_access_control_list_sid"
)


def new(sid: str, account_sid: str, now: str) -> Row:
    """Returns a row of `TRUNKS` with Twilio's defaults."""
    return {
        **dict.fromkeys(TRUNKS.columns),
        "sid": sid,
        "account_sid": account_sid,
        "secure": False,
        "transfer_mode": "disable-all",
        "transfer_caller_id": "from-transferee",
        "cnam_lookup_enabled": False,
        "date_created": now,
        "date_updated": now,
    }


def create(store: Store, account_sid: str, given: Mapping[str, Any], ids: Identifiers, now: str) -> Row:
    """Makes a trunk and returns it.

    Raises:
        Taken: another trunk has the domain name.
    """
    row = {**new(f"TK{ids.hex(32)}", account_sid, now), **given}
    store.insert(TRUNKS, row)
    return row


def originate(store: Store, given: Mapping[str, Any], ids: Identifiers, now: str) -> Row:
    """Adds a place where a trunk's incoming calls go, and returns it. `given` names the trunk and its account."""
    row: Row = {"sid": f"OU{ids.hex(32)}", "date_created": now, "date_updated": now, **given}
    store.insert(ORIGINATION_URLS, row)
    return row


def attach_number(store: Store, trunk_sid: str, sid: str, now: str) -> None:
    """Puts the number on the trunk, which takes it off its application."""
    store.update(NUMBERS, {"sid": sid}, trunk_sid=trunk_sid, voice_application_sid=None, date_updated=now)


def attach_list(store: Store, kind: TrunkList, trunk_sid: str, sid: str) -> None:
    """Lets those whom the list names in at the trunk. That they are let in already is no failure."""
    url = f"/v1/Trunks/{trunk_sid}/{kind.segment}/{sid}"
    with suppress(Taken):
        store.insert(kind.attached, {"url": url, "trunk_sid": trunk_sid, kind.column: sid})


def delete(store: Store, trunk_sid: str) -> None:
    """Deletes the trunk and what belongs to it alone. Its numbers are the account's still, on no trunk."""
    store.update(NUMBERS, {"trunk_sid": trunk_sid}, trunk_sid=None)
    store.delete(ORIGINATION_URLS, trunk_sid=trunk_sid)
    store.delete(TRUNK_CREDENTIAL_LISTS, trunk_sid=trunk_sid)
    store.delete(TRUNK_IP_ACCESS_CONTROL_LISTS, trunk_sid=trunk_sid)
    store.delete(TRUNKS, sid=trunk_sid)
