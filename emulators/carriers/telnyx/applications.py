"""Applications as they are where something was left out: of either kind, one with events and one with TeXML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.store import Row

INBOUND = {
    "channel_limit": None,
    "shaken_stir_enabled": False,
    "sip_subdomain": None,
    "sip_subdomain_receive_settings": "from_anyone",
}
OUTBOUND = {"channel_limit": None, "outbound_voice_profile_id": None}


def _application(app_id: str, organization_id: str, now: str) -> Row:
    """What both kinds of application have, as it is where it was left out."""
    return {
        "id": app_id,
        "organization_id": organization_id,
        "active": True,
        "first_command_timeout": False,
        "first_command_timeout_secs": 30,
        "anchorsite_override": "Latency",
        "dtmf_type": "RFC 2833",
        "call_cost_in_webhooks": False,
        "inbound": INBOUND,
        "outbound": OUTBOUND,
        "tags": [],
        "created_at": now,
        "updated_at": now,
    }


def new_call_control_application(app_id: str, organization_id: str, now: str, **given: Any) -> Row:
    """Returns a row of `CALL_CONTROL_APPLICATIONS`: what was given, and the defaults."""
    return {
        **_application(app_id, organization_id, now),
        "webhook_event_failover_url": None,
        "webhook_api_version": "2",
        "redact_dtmf_debug_logging": False,
        **given,
    }


def new_texml_application(app_id: str, organization_id: str, now: str, **given: Any) -> Row:
    """Returns a row of `TEXML_APPLICATIONS`: what was given, and the defaults."""
    return {
        **_application(app_id, organization_id, now),
        "voice_fallback_url": None,
        "voice_method": "post",
        "status_callback": None,
        "status_callback_method": "post",
        **given,
    }
