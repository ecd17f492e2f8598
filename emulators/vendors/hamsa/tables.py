"""Declares what the vendor keeps: one table for each kind of thing."""

from emulators.core.store import Table

API_KEYS = Table("hamsa_api_keys", {"key": str, "userId": str}, key="key", secret=frozenset({"key"}))
VOICE_AGENTS = Table("hamsa_voice_agents", {"id": str, "userId": str, "name": str}, key="id")
PHONE_NUMBERS = Table(
    "hamsa_phone_numbers",
    {
        "id": str,
        "number": str,
        "label": str,
        "type": str,
        "userId": str,
        "sipOutboundConfigs": dict,
        "voiceAgentId": str,
        "twilioAccountSid": str,
        "twilioAuthToken": str,
        "username": str,
        "password": str,
        "createdAt": str,
        "updatedAt": str,
    },
    key="id",
    unique=(("userId", "number"), ("voiceAgentId",)),
    secret=frozenset({"twilioAuthToken", "password"}),
)

TABLES = (API_KEYS, VOICE_AGENTS, PHONE_NUMBERS)
