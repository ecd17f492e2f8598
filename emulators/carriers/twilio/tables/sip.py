"""What lets somebody in over SIP: credential lists and IP access control lists, and what is on them."""

from emulators.core.store import Table

_LIST = {"sid": str, "account_sid": str, "friendly_name": str, "date_created": str, "date_updated": str}

CREDENTIAL_LISTS = Table("twilio_credential_lists", _LIST, key="sid")
CREDENTIALS = Table(
    "twilio_credentials",
    {
        "sid": str,
        "account_sid": str,
        "credential_list_sid": str,
        "username": str,
        "password": str,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    indexes=(("credential_list_sid",),),
    secret=frozenset({"password"}),
)
IP_ACCESS_CONTROL_LISTS = Table("twilio_ip_access_control_lists", _LIST, key="sid")
IP_ADDRESSES = Table(
    "twilio_ip_addresses",
    {
        "sid": str,
        "account_sid": str,
        "ip_access_control_list_sid": str,
        "friendly_name": str,
        "ip_address": str,
        "cidr_prefix_length": int,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    indexes=(("ip_access_control_list_sid",),),
)
