"""SIP trunks, and what hangs on them."""

from emulators.core.store import Table

TRUNKS = Table(
    "twilio_trunks",
    {
        "sid": str,
        "account_sid": str,
        "friendly_name": str,
        "domain_name": str,
        "disaster_recovery_url": str,
        "disaster_recovery_method": str,
        "secure": bool,
        "transfer_mode": str,
        "transfer_caller_id": str,
        "cnam_lookup_enabled": bool,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    unique=(("domain_name",),),
    indexes=(("account_sid",),),
)
ORIGINATION_URLS = Table(
    "twilio_origination_urls",
    {
        "sid": str,
        "account_sid": str,
        "trunk_sid": str,
        "friendly_name": str,
        "sip_url": str,
        "weight": int,
        "priority": int,
        "enabled": bool,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    indexes=(("trunk_sid",),),
)
TRUNK_CREDENTIAL_LISTS = Table(
    "twilio_trunk_credential_lists",
    {"url": str, "trunk_sid": str, "credential_list_sid": str},
    key="url",
    unique=(("trunk_sid", "credential_list_sid"),),
)
TRUNK_IP_ACCESS_CONTROL_LISTS = Table(
    "twilio_trunk_ip_access_control_lists",
    {"url": str, "trunk_sid": str, "ip_access_control_list_sid": str},
    key="url",
    unique=(("trunk_sid", "ip_access_control_list_sid"),),
)
