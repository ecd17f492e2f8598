"""Calls: who called whom, when, and who is told of it."""

from emulators.core.store import Table

CALLS = Table(
    "twilio_calls",
    {
        "sid": str,
        "account_sid": str,
        "to": str,
        "from": str,
        "phone_number_sid": str,
        "direction": str,
        "api_version": str,
        "trunk_sid": str,
        "parent_call_sid": str,
        "url": str,
        "method": str,
        "fallback_url": str,
        "fallback_method": str,
        "status_callback": str,
        "status_callback_method": str,
        "events": list,
        "timeout": int,
        "outcome": str,
        "began": str,
        "ended": str,
        "told": int,
        "redirected": bool,
        "open": bool,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    indexes=(("account_sid",), ("open",)),
)
