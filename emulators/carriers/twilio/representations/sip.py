"""Resources below `SIP` of the core API: lists, and what is on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.representations.core_api import core

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


def credential_list(_call: Call, row: Row) -> dict[str, Any]:
    """Returns a credential list."""
    return _with_parts(row, "SIP/CredentialLists", "credentials", "Credentials")


def credential(_call: Call, row: Row) -> dict[str, Any]:
    """Returns a credential, without its password."""
    shown = {name: value for name, value in row.items() if name != "password"}
    return shown | core(row, f"SIP/CredentialLists/{row['credential_list_sid']}/Credentials")


def ip_access_control_list(_call: Call, row: Row) -> dict[str, Any]:
    """Returns an IP access control list."""
    return _with_parts(row, "SIP/IpAccessControlLists", "ip_addresses", "IpAddresses")


def ip_address(_call: Call, row: Row) -> dict[str, Any]:
    """Returns an address, or a block of addresses."""
    return row | core(row, f"SIP/IpAccessControlLists/{row['ip_access_control_list_sid']}/IpAddresses")


def _with_parts(row: Row, collection: str, name: str, parts: str) -> dict[str, Any]:
    made = core(row, collection)
    return row | made | {"subresource_uris": {name: f"{made['uri'].removesuffix('.json')}/{parts}.json"}}
