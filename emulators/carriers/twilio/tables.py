"""What the carrier keeps. Columns are wire names; what is not, is ours to say how an account behaves."""

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
NUMBERS = Table(
    "twilio_incoming_phone_numbers",
    {
        "sid": str,
        "account_sid": str,
        "phone_number": str,
        "api_version": str,
        "friendly_name": str,
        "voice_url": str,
        "voice_method": str,
        "voice_fallback_url": str,
        "voice_fallback_method": str,
        "voice_application_sid": str,
        "voice_caller_id_lookup": bool,
        "voice_receive_mode": str,
        "status_callback": str,
        "status_callback_method": str,
        "trunk_sid": str,
        "sms_url": str,
        "sms_method": str,
        "sms_fallback_url": str,
        "sms_fallback_method": str,
        "sms_application_sid": str,
        "address_sid": str,
        "identity_sid": str,
        "bundle_sid": str,
        "emergency_status": str,
        "emergency_address_sid": str,
        "origin": str,
        "beta": bool,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    unique=(("account_sid", "phone_number"),),
    indexes=(("trunk_sid",),),
)
RELEASED = Table(
    "twilio_released_numbers",
    {"sid": str, "account_sid": str, "phone_number": str},
    key="sid",
    indexes=(("account_sid", "phone_number"),),
)
APPLICATIONS = Table(
    "twilio_applications",
    {
        "sid": str,
        "account_sid": str,
        "friendly_name": str,
        "api_version": str,
        "voice_url": str,
        "voice_method": str,
        "voice_fallback_url": str,
        "voice_fallback_method": str,
        "voice_caller_id_lookup": bool,
        "status_callback": str,
        "status_callback_method": str,
        "sms_url": str,
        "sms_method": str,
        "sms_fallback_url": str,
        "sms_fallback_method": str,
        "sms_status_callback": str,
        "message_status_callback": str,
        "public_application_connect_enabled": bool,
        "date_created": str,
        "date_updated": str,
    },
    key="sid",
    indexes=(("account_sid",),),
)
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
TRUNK_CREDENTIAL_LISTS = Table(
    "twilio_trunk_credential_lists",
    {"url": str, "trunk_sid": str, "credential_list_sid": str},
    key="url",
    unique=(("trunk_sid", "credential_list_sid"),),
)

TABLES = (
    ACCOUNTS,
    API_KEYS,
    NUMBERS,
    RELEASED,
    APPLICATIONS,
    TRUNKS,
    ORIGINATION_URLS,
    CREDENTIAL_LISTS,
    CREDENTIALS,
    TRUNK_CREDENTIAL_LISTS,
)
