"""Declares what the vendor keeps: one table for each kind of thing."""

from emulators.core.store import Table

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

TABLES = (API_KEYS, INTEGRATIONS, AGENTS, PHONE_NUMBERS)
