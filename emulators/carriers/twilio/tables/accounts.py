"""Accounts and what opens them. What of an account is no wire name is ours: how it behaves."""

from emulators.core.local_carrier import FLAGS
from emulators.core.store import Table

ACCOUNTS = Table(
    "twilio_accounts",
    {
        "sid": str,
        "auth_token": str,
        "secondary_auth_token": str,
        "friendly_name": str,
        "status": str,
        "date_created": str,
        "test_credentials": bool,
        **FLAGS,
    },
    key="sid",
    secret=frozenset({"auth_token", "secondary_auth_token"}),
)
API_KEYS = Table(
    "twilio_api_keys", {"sid": str, "secret": str, "account_sid": str}, key="sid", secret=frozenset({"secret"})
)
