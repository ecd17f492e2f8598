"""TwiML applications: handlers that several numbers can share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio.tables import APPLICATIONS

if TYPE_CHECKING:
    from emulators.core.store import Row

_METHODS = ("voice_method", "voice_fallback_method", "status_callback_method", "sms_method", "sms_fallback_method")


def new(sid: str, account_sid: str, now: str) -> Row:
    """Returns a row of `APPLICATIONS` with Twilio's defaults."""
    return {
        **dict.fromkeys(APPLICATIONS.columns),
        **dict.fromkeys(_METHODS, "POST"),
        "sid": sid,
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "voice_caller_id_lookup": False,
        "public_application_connect_enabled": False,
        "date_created": now,
        "date_updated": now,
    }
