"""Carries out what is done to integrations: creating, changing and deleting them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.clock import seconds
from emulators.vendors.butter import rules
from emulators.vendors.butter.tables import INTEGRATIONS

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


def store_integration(call: Call) -> Row:
    """Creates an integration of the organization, and returns its row."""
    now = seconds(call.now)
    row = _columns(call.body.model_dump()) | {
        "integration_id": f"intg_{call.ids.hex(12)}",
        "client_id": call.principal.tenant,
        "category": "telephony",
        "status": "active",
        "created_at": now,
        "updated_at": now,
    }
    call.store.insert(INTEGRATIONS, row)
    return row


def change_integration(call: Call) -> Row:
    """Changes what was sent and returns the row; `updated_at` moves only where something really changed."""
    row = rules.integration(call)
    changes = {name: value for name, value in _columns(call.body.given()).items() if row[name] != value}
    if changes:
        changes["updated_at"] = seconds(call.now)
        call.store.update(INTEGRATIONS, {"integration_id": row["integration_id"]}, **changes)
    return row | changes


def remove_integration(call: Call) -> Row:
    """Deletes the integration of the path, and returns its row as it was."""
    row = rules.integration(call)
    call.store.delete(INTEGRATIONS, integration_id=row["integration_id"])
    return row


def _columns(body: dict[str, Any]) -> Row:
    """Returns the body as a row has it: the credentials beside the name."""
    credentials: Row = body.pop("credentials", {})
    return body | credentials
