"""SIP connections as they are where something was left out: one opens by user name and password, one leads to hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.store import Row

INBOUND = {
    "ani_number_format": "E.164-national",
    "channel_limit": None,
    "codecs": ["G722", "G711U", "G711A", "G729", "OPUS", "H.264"],
    "default_routing_method": "sequential",
    "dnis_number_format": "e164",
    "generate_ringback_tone": False,
    "isup_headers_enabled": False,
    "prack_enabled": False,
    "shaken_stir_enabled": False,
    "sip_compact_headers_enabled": True,
    "timeout_1xx_secs": 3,
    "timeout_2xx_secs": 90,
}
OUTBOUND = {
    "ani_override": "",
    "ani_override_type": "always",
    "call_parking_enabled": False,
    "channel_limit": None,
    "generate_ringback_tone": False,
    "localization": "US",
    "outbound_voice_profile_id": None,
}
COMMON = {
    "active": True,
    "anchorsite_override": "Latency",
    "call_cost_in_webhooks": False,
    "dtmf_type": "RFC 2833",
    "encode_contact_header_enabled": False,
    "jitter_buffer": {"enable_jitter_buffer": False, "jitterbuffer_msec_max": 200, "jitterbuffer_msec_min": 60},
    "noise_suppression": "disabled",
    "noise_suppression_details": {"engine": "denoiser", "attenuation_limit": 0},
    "onnet_t38_passthrough_enabled": False,
    "rtcp_settings": {"capture_enabled": False, "port": "rtp+1", "report_frequency_secs": 5},
    "tags": [],
    "webhook_api_version": "1",
    "webhook_event_failover_url": "",
}


def _connection(connection_id: str, organization_id: str, now: str, own: Row) -> Row:
    ours = {"id": connection_id, "organization_id": organization_id, "created_at": now, "updated_at": now}
    return {**COMMON, **own, **ours}


def new_credential_connection(connection_id: str, organization_id: str, now: str, **given: Any) -> Row:
    """Returns a row of `CREDENTIAL_CONNECTIONS`: what was given, and the defaults."""
    own = {
        "default_on_hold_comfort_noise_enabled": False,
        "inbound": INBOUND | {"simultaneous_ringing": "disabled"},
        "outbound": OUTBOUND | {"instant_ringback_enabled": True, "t38_reinvite_source": "telnyx"},
        "sip_uri_calling_preference": "disabled",
    }
    return _connection(connection_id, organization_id, now, own | given)


def new_fqdn_connection(connection_id: str, organization_id: str, now: str, **given: Any) -> Row:
    """Returns a row of `FQDN_CONNECTIONS`: what was given, and the defaults."""
    fqdns = dict.fromkeys(("default_primary_fqdn_id", "default_secondary_fqdn_id", "default_tertiary_fqdn_id"))
    subdomain = {"sip_region": "US", "sip_subdomain": None, "sip_subdomain_receive_settings": "from_anyone"}
    own = {
        "default_on_hold_comfort_noise_enabled": True,
        "inbound": INBOUND | fqdns | subdomain,
        "outbound": OUTBOUND
        | {
            "encrypted_media": None,
            "instant_ringback_enabled": False,
            "ip_authentication_method": "ip-authentication",
            "t38_reinvite_source": "customer",
            "timeout_1xx_secs": 3,
            "timeout_2xx_secs": 90,
        },
        "microsoft_teams_sbc": False,
        "transport_protocol": "UDP",
    }
    return _connection(connection_id, organization_id, now, own | given)
