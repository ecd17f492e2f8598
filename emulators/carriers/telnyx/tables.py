"""The tables, and the row of each as it is before anybody changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.local_carrier import FLAGS
from emulators.core.store import Table

if TYPE_CHECKING:
    from emulators.core.store import Row

ACCOUNTS = Table(
    "telnyx_accounts",
    {
        "api_key": str,
        "organization_id": str,
        "name": str,
        "balance": str,
        "credit_limit": str,
        "available_credit": str,
        "currency": str,
        "pending": str,
        "suspended": bool,
        **FLAGS,
    },
    key="api_key",
    secret=frozenset({"api_key"}),
)
NUMBERS = Table(
    "telnyx_phone_numbers",
    {
        "id": str,
        "organization_id": str,
        "phone_number": str,
        "status": str,
        "phone_number_type": str,
        "country_iso_alpha2": str,
        "connection_id": str,
        "tags": list,
        "customer_reference": str,
        "external_pin": str,
        "billing_group_id": str,
        "messaging_profile_id": str,
        "messaging_profile_name": str,
        "emergency_enabled": bool,
        "emergency_address_id": str,
        "emergency_status": str,
        "hd_voice_enabled": bool,
        "deletion_lock_enabled": bool,
        "source_type": str,
        "tech_prefix_enabled": bool,
        "translated_number": str,
        "inbound_call_screening": str,
        "usage_payment_method": str,
        "caller_id_name_enabled": bool,
        "call_forwarding": dict,
        "call_recording": dict,
        "cnam_listing": dict,
        "media_features": dict,
        "purchased_at": str,
        "activated_at": str,
        "created_at": str,
        "updated_at": str,
    },
    key="id",
    unique=(("organization_id", "phone_number"),),
    indexes=(("connection_id",),),
)
CALL_CONTROL_APPLICATIONS = Table(
    "telnyx_call_control_applications",
    {
        "id": str,
        "organization_id": str,
        "application_name": str,
        "active": bool,
        "webhook_event_url": str,
        "webhook_event_failover_url": str,
        "webhook_api_version": str,
        "webhook_timeout_secs": int,
        "first_command_timeout": bool,
        "first_command_timeout_secs": int,
        "anchorsite_override": str,
        "dtmf_type": str,
        "call_cost_in_webhooks": bool,
        "redact_dtmf_debug_logging": bool,
        "inbound": dict,
        "outbound": dict,
        "tags": list,
        "created_at": str,
        "updated_at": str,
    },
    key="id",
    indexes=(("organization_id", "application_name"),),
)
TEXML_APPLICATIONS = Table(
    "telnyx_texml_applications",
    {
        "id": str,
        "organization_id": str,
        "friendly_name": str,
        "active": bool,
        "voice_url": str,
        "voice_fallback_url": str,
        "voice_method": str,
        "status_callback": str,
        "status_callback_method": str,
        "first_command_timeout": bool,
        "first_command_timeout_secs": int,
        "anchorsite_override": str,
        "dtmf_type": str,
        "call_cost_in_webhooks": bool,
        "inbound": dict,
        "outbound": dict,
        "tags": list,
        "created_at": str,
        "updated_at": str,
    },
    key="id",
    indexes=(("organization_id",),),
)
TABLES = (ACCOUNTS, NUMBERS, CALL_CONTROL_APPLICATIONS, TEXML_APPLICATIONS)
ID_LENGTH = 19


def number(number_id: str, organization_id: str, phone_number: str, now: str, country: str = "US") -> Row:
    """A number as it is before anybody points it anywhere."""
    toll_free = phone_number.startswith(("+1800", "+1888", "+1877", "+1866"))
    return {
        "id": number_id,
        "organization_id": organization_id,
        "phone_number": phone_number,
        "status": "active",
        "phone_number_type": "toll_free" if toll_free else "local",
        "country_iso_alpha2": country,
        "tags": [],
        "emergency_enabled": False,
        "emergency_status": "disabled",
        "hd_voice_enabled": False,
        "deletion_lock_enabled": False,
        "source_type": "number_order",
        "tech_prefix_enabled": False,
        "translated_number": "",
        "inbound_call_screening": "disabled",
        "usage_payment_method": "pay-per-minute",
        "caller_id_name_enabled": False,
        "call_forwarding": {"call_forwarding_enabled": True, "forwards_to": "", "forwarding_type": None},
        "call_recording": {
            "inbound_call_recording_enabled": False,
            "inbound_call_recording_format": "wav",
            "inbound_call_recording_channels": "single",
        },
        "cnam_listing": {"cnam_listing_enabled": False, "cnam_listing_details": ""},
        "media_features": {
            "rtp_auto_adjust_enabled": True,
            "accept_any_rtp_packets_enabled": False,
            "t38_fax_gateway_enabled": True,
        },
        "purchased_at": now,
        "activated_at": now,
        "created_at": now,
        "updated_at": now,
    }


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


def call_control_application(app_id: str, organization_id: str, now: str, **given: Any) -> Row:
    """A call-control application: what was given, and the defaults."""
    return {
        **_application(app_id, organization_id, now),
        "webhook_event_failover_url": None,
        "webhook_api_version": "2",
        "redact_dtmf_debug_logging": False,
        **given,
    }


def texml_application(app_id: str, organization_id: str, now: str, **given: Any) -> Row:
    """A TeXML application: what was given, and the defaults."""
    return {
        **_application(app_id, organization_id, now),
        "voice_fallback_url": None,
        "voice_method": "post",
        "status_callback": None,
        "status_callback_method": "post",
        **given,
    }
