"""What lets somebody in over SIP: credential lists and their credentials."""

from emulators.core.store import Table

CREDENTIAL_LISTS = Table(
    "twilio_credential_lists",
    {"sid": str, "account_sid": str, "friendly_name": str, "date_created": str, "date_updated": str},
    key="sid",
)
CREDENTIALS = Table(
    "twilio_credentials",
    {"sid": str, "credential_list_sid": str, "username": str, "password": str},
    key="sid",
    indexes=(("credential_list_sid",),),
    secret=frozenset({"password"}),
)
