"""Connections: what a number can be on. Applications and SIP connections live the same life, with other names and fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.carriers.telnyx.applications import new_call_control_application, new_texml_application
from emulators.carriers.telnyx.sip_connections import new_credential_connection, new_fqdn_connection
from emulators.carriers.telnyx.tables import (
    CALL_CONTROL_APPLICATIONS,
    CREDENTIAL_CONNECTIONS,
    FQDN_CONNECTIONS,
    FQDNS,
    TEXML_APPLICATIONS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.store import Row, Store, Table


@dataclass(frozen=True, slots=True)
class ConnectionKind:
    """One kind of connection: its table, the field that names one, and what makes a row of given fields and defaults."""

    table: Table
    record_type: str
    name: str
    new: Callable[..., Row]


CALL_CONTROL = ConnectionKind(
    CALL_CONTROL_APPLICATIONS, "call_control_application", "application_name", new_call_control_application
)
TEXML = ConnectionKind(TEXML_APPLICATIONS, "texml_application", "friendly_name", new_texml_application)
CREDENTIAL = ConnectionKind(
    CREDENTIAL_CONNECTIONS, "credential_connection", "connection_name", new_credential_connection
)
FQDN = ConnectionKind(FQDN_CONNECTIONS, "fqdn_connection", "connection_name", new_fqdn_connection)
KINDS = (CALL_CONTROL, TEXML, CREDENTIAL, FQDN)

Connection = tuple[ConnectionKind, "Row"]


def all_connections(store: Store, organization_id: str) -> list[Connection]:
    """Returns the account's connections of every kind, newest first."""
    own = {"organization_id": organization_id}
    found = [(kind, row) for kind in KINDS for row in store.select(kind.table, own)]
    return sorted(found, key=lambda each: str(each[1]["created_at"]), reverse=True)


def find(store: Store, organization_id: str, connection_id: str | None) -> Connection | None:
    """Returns the account's connection with this id, of whatever kind, or None."""
    own = {"id": connection_id, "organization_id": organization_id}
    return next(((kind, row) for kind in KINDS if (row := store.find(kind.table, **own))), None)


def hosts(store: Store, connection_id: str) -> list[str]:
    """Returns the hosts that an FQDN connection leads to."""
    return [row["fqdn"] for row in store.select(FQDNS, {"connection_id": connection_id})]
