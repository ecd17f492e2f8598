"""What the carrier keeps. Columns are wire names; what is not, is ours to say how an account behaves."""

from __future__ import annotations

from emulators.core.local_carrier import FLAGS
from emulators.core.store import Table

ACCOUNTS = Table(
    "plivo_accounts",
    {
        "auth_id": str,
        "auth_token": str,
        "account_type": str,
        "name": str,
        "address": str,
        "city": str,
        "state": str,
        "timezone": str,
        "billing_mode": str,
        "auto_recharge": bool,
        "cash_credits": str,
        "resource_uri": str,
        "suspended": bool,
        **FLAGS,
    },
    key="auth_id",
    secret=frozenset({"auth_token"}),
)
NUMBERS = Table(
    "plivo_numbers",
    {
        "resource_uri": str,
        "auth_id": str,
        "number": str,
        "alias": str,
        "application": str,
        "sub_account": str,
        "added_on": str,
        "renewal_date": str,
        "number_type": str,
        "carrier": str,
        "region": str,
        "country": str,
        "city": str,
        "active": bool,
        "voice_enabled": bool,
        "sms_enabled": bool,
        "mms_enabled": bool,
        "voice_rate": str,
        "sms_rate": str,
        "mms_rate": str,
        "monthly_rental_rate": str,
        "cnam_lookup": str,
        "tendlc_campaign_id": str,
        "tendlc_registration_status": str,
        "toll_free_sms_verification": str,
        "compliance_application_id": str,
        "compliance_status": str,
    },
    key="resource_uri",
    indexes=(("auth_id",), ("application",)),
)
RELEASED_NUMBERS = Table("plivo_released_numbers", {"resource_uri": str}, key="resource_uri")
APPLICATIONS = Table(
    "plivo_applications",
    {
        "app_id": str,
        "auth_id": str,
        "app_name": str,
        "answer_url": str,
        "answer_method": str,
        "hangup_url": str,
        "hangup_method": str,
        "fallback_answer_url": str,
        "fallback_method": str,
        "message_url": str,
        "message_method": str,
        "default_app": bool,
        "default_endpoint_app": bool,
        "enabled": bool,
        "public_uri": bool,
        "sip_uri": str,
        "sub_account": str,
        "resource_uri": str,
    },
    key="app_id",
    indexes=(("auth_id", "app_name"),),
)
TABLES = (ACCOUNTS, NUMBERS, RELEASED_NUMBERS, APPLICATIONS)
