"""The tables, and the world that the vendor wakes up in: what the samples of its pages name."""

from emulators.core.store import Row, Table
from emulators.core.world import Credential, World

ORGANIZATION, OTHER_ORGANIZATION = "org_123", "org_456"
INTEGRATION, OTHER_INTEGRATION = "intg_a1b2c3d4e5f6", "intg_0123456789ab"
INACTIVE_INTEGRATION, LIVEKIT_INTEGRATION = "intg_b2c3d4e5f6a7", "intg_c3d4e5f6a7b8"
AGENT, SECOND_AGENT, OTHER_AGENT = "agent_a1b2c3d4e5f6", "agent_b2c3d4e5f6a7", "agent_0123456789ab"
OTHER_NUMBER = "phon_0123456789ab"

API_KEYS = Table("butter_api_keys", {"key": str, "client_id": str, "role": str}, key="key", secret=frozenset({"key"}))
INTEGRATIONS = Table(
    "butter_integrations",
    {
        "integration_id": str,
        "client_id": str,
        "name": str,
        "provider": str,
        "category": str,
        "status": str,
        "account_sid": str,
        "auth_token": str,
        "created_at": str,
        "updated_at": str,
    },
    key="integration_id",
    secret=frozenset({"auth_token"}),
)
AGENTS = Table(
    "butter_agents",
    {
        "agent_id": str,
        "client_id": str,
        "agent_name": str,
        "language": str,
        "stt_provider": str,
        "tts_provider": str,
        "tts_voice": str,
        "llm_provider": str,
        "llm_model": str,
        "system_prompt": str,
        "speak_first": bool,
        "end_call_tool": bool,
        "llm_temperature": float,
        "llm_fallback_provider": str,
        "llm_fallback_model": str,
        "recording_enabled": bool,
        "voicemail_detection": bool,
        "voicemail_message": str,
        "voicemail_response_delay": float,
        "custom_tools": list,
        "kb_document_ids": list,
        "created_at": str,
        "updated_at": str,
    },
    key="agent_id",
)
PHONE_NUMBERS = Table(
    "butter_phone_numbers",
    {
        "phone_number_id": str,
        "client_id": str,
        "phone_number": str,
        "provider": str,
        "status": str,
        "supports_inbound": bool,
        "supports_outbound": bool,
        "integration_id": str,
        "assigned_agent_id": str,
        "sip_trunk_name": str,
        "sip_username": str,
        "sip_password": str,
        "sip_server_address": str,
        "inbound_room_name": str,
        "inbound_pin": str,
        "media_encryption": str,
        "trunks": list,
        "created_at": str,
        "updated_at": str,
    },
    key="phone_number_id",
    unique=(("phone_number",),),
    indexes=(("client_id", "status"), ("assigned_agent_id",), ("integration_id",)),
    secret=frozenset({"sip_password", "inbound_pin"}),
)

_WOKE = {"created_at": "2024-01-15T10:30:00Z", "updated_at": "2024-01-15T10:30:00Z"}
_TWILIO = {
    "name": "Twilio Production",
    "provider": "twilio",
    "category": "telephony",
    "status": "active",
    "account_sid": "ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "auth_token": "your_twilio_auth_token",
    **_WOKE,
}
_SALES_REP = {
    "agent_name": "Sales Rep",
    "language": "EN",
    "stt_provider": "deepgram",
    "tts_provider": "elevenlabs",
    "tts_voice": "21m00Tcm4TlvDq8ikWAM",
    "llm_provider": "openai",
    "llm_model": "gpt-4o",
    "system_prompt": "You are a helpful sales representative...",
    "speak_first": True,
    "end_call_tool": True,
    "llm_temperature": 0.7,
    "recording_enabled": True,
    "voicemail_detection": False,
    "voicemail_response_delay": 2.0,
    "custom_tools": [],
    "kb_document_ids": [],
    "created_at": "2024-01-15T10:30:00Z",
    "updated_at": "2024-01-20T14:45:00Z",
}

TABLES = (API_KEYS, INTEGRATIONS, AGENTS, PHONE_NUMBERS)
ROWS: dict[Table, tuple[Row, ...]] = {
    API_KEYS: (
        {"key": "butter-demo-key", "client_id": ORGANIZATION, "role": "admin"},
        {"key": "butter-manager-key", "client_id": ORGANIZATION, "role": "agent_manager"},
        {"key": "butter-viewer-key", "client_id": ORGANIZATION, "role": "viewer"},
        {"key": "butter-other-key", "client_id": OTHER_ORGANIZATION, "role": "admin"},
    ),
    INTEGRATIONS: (
        _TWILIO | {"integration_id": INTEGRATION, "client_id": ORGANIZATION},
        _TWILIO | {"integration_id": INACTIVE_INTEGRATION, "client_id": ORGANIZATION, "status": "inactive"},
        _TWILIO | {"integration_id": LIVEKIT_INTEGRATION, "client_id": ORGANIZATION, "provider": "livekit"},
        _TWILIO | {"integration_id": OTHER_INTEGRATION, "client_id": OTHER_ORGANIZATION},
    ),
    AGENTS: (
        _SALES_REP | {"agent_id": AGENT, "client_id": ORGANIZATION},
        _SALES_REP | {"agent_id": SECOND_AGENT, "client_id": ORGANIZATION, "agent_name": "Support Agent"},
        _SALES_REP | {"agent_id": OTHER_AGENT, "client_id": OTHER_ORGANIZATION},
    ),
    PHONE_NUMBERS: (
        {
            "phone_number_id": OTHER_NUMBER,
            "client_id": OTHER_ORGANIZATION,
            "phone_number": "+12025550189",
            "provider": "twilio",
            "status": "free",
            "supports_inbound": True,
            "supports_outbound": True,
            **_WOKE,
        },
    ),
}


def _credential(key: str, organization: str, note: str = "") -> Credential:
    return Credential({"X-API-Key": key, "X-Organization-Id": organization}, note)


WORLD = World(
    credentials=(
        _credential("butter-demo-key", ORGANIZATION),
        _credential("butter-manager-key", ORGANIZATION, "role agent_manager"),
        _credential("butter-viewer-key", ORGANIZATION, "neither role: may read"),
        _credential("butter-other-key", OTHER_ORGANIZATION, "another organization"),
    ),
    known={
        "integration_id": (INTEGRATION,),
        "agent_id": (AGENT, SECOND_AGENT),
        "account_sid": ("ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",),
        "auth_token": ("your_twilio_auth_token",),
    },
    foreign={
        "integration_id": (OTHER_INTEGRATION,),
        "agent_id": (OTHER_AGENT,),
        "phone_number_id": (OTHER_NUMBER,),
    },
    sample=(
        "POST",
        "/api/phone-numbers",
        {
            "phone_number": "+15551234567",
            "provider": "twilio",
            "supports_inbound": True,
            "supports_outbound": True,
            "integration_id": INTEGRATION,
        },
    ),
)
