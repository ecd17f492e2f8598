"""Applications: what a number's connection can be. Both kinds live the same life, with another name and other URLs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.tables import CALL_CONTROL_APPLICATIONS, TEXML_APPLICATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.store import Row, Table

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


@dataclass(frozen=True, slots=True)
class ApplicationKind:
    """One kind of application: its table, the field that names one, and what makes a row of given fields and defaults."""

    table: Table
    record_type: str
    name: str
    new: Callable[..., Row]


CALL_CONTROL = ApplicationKind(
    CALL_CONTROL_APPLICATIONS, "call_control_application", "application_name", new_call_control_application
)
TEXML = ApplicationKind(TEXML_APPLICATIONS, "texml_application", "friendly_name", new_texml_application)
