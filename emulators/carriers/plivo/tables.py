"""The tables, and the row of each as it is before anybody changes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from emulators.core.local_carrier import FLAGS
from emulators.core.store import Table

if TYPE_CHECKING:
    from emulators.core.store import Row

APP_ID_LENGTH = 17

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


def account_uri(auth_id: str) -> str:
    return f"/v1/Account/{auth_id}/"


def number_uri(auth_id: str, digits: str) -> str:
    return f"{account_uri(auth_id)}Number/{digits}/"


def application_uri(auth_id: str, app_id: str) -> str:
    return f"{account_uri(auth_id)}Application/{app_id}/"


def number(auth_id: str, digits: str, added: date) -> Row:
    """A rented number as it is before anybody points it anywhere. Where it is cannot be told from its digits."""
    year, month = divmod(added.year * 12 + added.month, 12)
    return {
        "resource_uri": number_uri(auth_id, digits),
        "auth_id": auth_id,
        "number": digits,
        "added_on": added.isoformat(),
        "renewal_date": date(year, month + 1, min(added.day, 28)).isoformat(),
        "number_type": "tollfree" if digits.startswith(("1800", "1888", "1877", "1866")) else "local",
        "carrier": "Plivo",
        "active": True,
        "voice_enabled": True,
        "sms_enabled": True,
        "mms_enabled": False,
        "voice_rate": "0.00850",
        "sms_rate": "0.00000",
        "mms_rate": "0.00000",
        "monthly_rental_rate": "0.80000",
        "cnam_lookup": "disabled",
    }


def application(auth_id: str, app_id: str, name: str, *, answer_url: str = "", hangup_url: str = "") -> Row:
    """An application as it is with everything left out that may be left out."""
    return {
        "app_id": app_id,
        "auth_id": auth_id,
        "app_name": name,
        "answer_url": answer_url,
        "answer_method": "POST",
        "hangup_url": hangup_url,
        "hangup_method": "POST",
        "fallback_answer_url": "",
        "fallback_method": "POST",
        "message_url": "",
        "message_method": "POST",
        "default_app": False,
        "default_endpoint_app": False,
        "enabled": True,
        "public_uri": False,
        "sip_uri": f"sip:{app_id}@app.plivo.com",
        "resource_uri": application_uri(auth_id, app_id),
    }
