"""Declares what the vendor keeps: one table for each kind of thing."""

from emulators.core.store import Table

API_KEYS = Table(
    "freya_api_keys",
    {"key": str, "workspaceId": str, "isActive": bool, "expiresAt": str},
    key="key",
    secret=frozenset({"key"}),
)
USERS = Table("freya_users", {"id": str, "workspaceId": str}, key="id")
AGENTS = Table(
    "freya_agents", {"id": str, "workspaceId": str, "name": str, "entityType": str, "workflowId": str}, key="id"
)
PHONE_NUMBERS = Table(
    "freya_phone_numbers",
    {
        "id": str,
        "number": str,
        "workspaceId": str,
        "userId": str,
        "createdAt": str,
        "updatedAt": str,
        "friendlyName": str,
        "config": dict,
        "copyOf": str,
    },
    key="id",
    unique=(("workspaceId", "number", "copyOf"),),
)
"""`copyOf` is empty, and a further row's own id where duplicates are accepted: so the unique index serves both settings."""

TABLES = (API_KEYS, USERS, AGENTS, PHONE_NUMBERS)
