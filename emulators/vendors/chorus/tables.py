"""Declares what the vendor keeps: one table for each kind of thing."""

from emulators.core.store import Table

API_KEYS = Table("chorus_api_keys", {"key": str, "organizationId": str}, key="key", secret=frozenset({"key"}))
AGENTS = Table("chorus_agents", {"id": str, "organizationId": str, "name": str}, key="id")
PHONE_NUMBERS = Table(
    "chorus_phone_numbers",
    {
        "id": str,
        "organizationId": str,
        "name": str,
        "number": str,
        "provider": str,
        "sipMode": str,
        "agentId": str,
        "twilioAccountSid": str,
        "twilioAuthToken": str,
        "sipUsername": str,
        "sipPassword": str,
        "sipProxy": str,
        "sipOutboundProxy": str,
        "sipAuthUser": str,
        "sipIp": str,
        "sipPort": int,
        "sipProtocol": str,
        "sipRegisterTransport": str,
        "metadata": object,
        "createdAt": str,
        "updatedAt": str,
    },
    key="id",
    indexes=(("organizationId", "number"),),
    secret=frozenset({"twilioAuthToken", "sipPassword"}),
)

TABLES = (API_KEYS, AGENTS, PHONE_NUMBERS)
