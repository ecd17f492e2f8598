"""Fills the demo world with what the samples of the pages name, and tells clients how to get in."""

from emulators.core.store import Row, Table
from emulators.core.world import Credential, World
from emulators.vendors.butter.tables import AGENTS, API_KEYS, INTEGRATIONS, PHONE_NUMBERS

ORGANIZATION, OTHER_ORGANIZATION = "org_123", "org_456"
INTEGRATION, OTHER_INTEGRATION = "intg_a1b2c3d4e5f6", "intg_0123456789ab"
INACTIVE_INTEGRATION, LIVEKIT_INTEGRATION = "intg_b2c3d4e5f6a7", "intg_c3d4e5f6a7b8"
AGENT, SECOND_AGENT, OTHER_AGENT = "agent_a1b2c3d4e5f6", "agent_b2c3d4e5f6a7", "agent_0123456789ab"
OTHER_NUMBER = "phon_0123456789ab"


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
