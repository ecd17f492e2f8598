"""What lets somebody in over SIP: the lists, what is on them, and what goes with one that is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio.tables import (
    CREDENTIAL_LISTS,
    CREDENTIALS,
    IP_ACCESS_CONTROL_LISTS,
    IP_ADDRESSES,
    TRUNK_CREDENTIAL_LISTS,
    TRUNK_IP_ACCESS_CONTROL_LISTS,
)

if TYPE_CHECKING:
    from emulators.core.identifiers import Identifiers
    from emulators.core.store import Row, Store


def new_list(sid: str, account_sid: str, name: str, now: str) -> Row:
    """Returns a row of `CREDENTIAL_LISTS` or of `IP_ACCESS_CONTROL_LISTS`."""
    return {
        "sid": sid,
        "account_sid": account_sid,
        "friendly_name": name,
        "date_created": now,
        "date_updated": now,
    }


def create_credential_list(store: Store, trunk: Row, username: str, password: str, ids: Identifiers) -> str:
    """Makes a list of one credential under the trunk's name. Returns the list's SID."""
    sid, now = f"CL{ids.hex(32)}", trunk["date_created"]
    store.insert(CREDENTIAL_LISTS, new_list(sid, trunk["account_sid"], trunk["friendly_name"], now))
    owner = {"account_sid": trunk["account_sid"], "credential_list_sid": sid, "date_created": now, "date_updated": now}
    store.insert(CREDENTIALS, {"sid": f"CR{ids.hex(32)}", **owner, "username": username, "password": password})
    return sid


def delete_credential_list(store: Store, sid: str) -> None:
    """Deletes the list with its credentials, and takes it off every trunk."""
    store.delete(TRUNK_CREDENTIAL_LISTS, credential_list_sid=sid)
    store.delete(CREDENTIALS, credential_list_sid=sid)
    store.delete(CREDENTIAL_LISTS, sid=sid)


def delete_credential(store: Store, sid: str) -> None:
    """Takes a credential off its list."""
    store.delete(CREDENTIALS, sid=sid)


def delete_ip_access_control_list(store: Store, sid: str) -> None:
    """Deletes the list with its addresses, and takes it off every trunk."""
    store.delete(TRUNK_IP_ACCESS_CONTROL_LISTS, ip_access_control_list_sid=sid)
    store.delete(IP_ADDRESSES, ip_access_control_list_sid=sid)
    store.delete(IP_ACCESS_CONTROL_LISTS, sid=sid)


def delete_ip_address(store: Store, sid: str) -> None:
    """Takes an address off its list."""
    store.delete(IP_ADDRESSES, sid=sid)
