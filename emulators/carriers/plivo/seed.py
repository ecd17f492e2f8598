"""The tables, and the world that Plivo wakes up in: accounts that work, and accounts that fail on purpose."""

from __future__ import annotations

import base64
from datetime import date
from typing import TYPE_CHECKING

from emulators.core.emulator import Credential, World
from emulators.core.store import Table

if TYPE_CHECKING:
    from emulators.core.store import Row

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
        "owns_any_number": bool,
        "refuses_webhooks": bool,
        "rate_limited": bool,
        "suspended": bool,
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

PLACEHOLDER = "your_account_sid"
DEMO = "MADEMOACCOUNT0000001"
ANY_NUMBER = "MAANYNUMBER000000001"
OTHER = "MAOTHERACCOUNT000001"
DEMO_APP, OTHER_APP = "20468599130930001", "20468599130930002"


def account_uri(auth_id: str) -> str:
    return f"/v1/Account/{auth_id}/"


def number_uri(auth_id: str, digits: str) -> str:
    return f"{account_uri(auth_id)}Number/{digits}/"


def application_uri(auth_id: str, app_id: str) -> str:
    return f"{account_uri(auth_id)}Application/{app_id}/"


def _account(auth_id: str, auth_token: str, name: str, **flags: bool) -> Row:
    """An account in good order, and nothing special unless `flags` says so."""
    plain = dict.fromkeys(("owns_any_number", "refuses_webhooks", "rate_limited", "suspended"), False)
    return {
        "auth_id": auth_id,
        "auth_token": auth_token,
        "account_type": "standard",
        "name": name,
        "address": "",
        "city": "",
        "state": "",
        "timezone": "America/New_York",
        "billing_mode": "prepaid",
        "auto_recharge": False,
        "cash_credits": "25.00000",
        "resource_uri": account_uri(auth_id),
        **plain,
        **flags,
    }


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


_RENTED = date(2024, 1, 15)
ROWS = {
    ACCOUNTS: (
        _account(DEMO, "plivo-demo-token", "Demo account"),
        _account(ANY_NUMBER, "plivo-any-token", "Owns any number", owns_any_number=True),
        _account(PLACEHOLDER, "your_auth_token", "The placeholders of printed samples", owns_any_number=True),
        _account(OTHER, "plivo-other-token", "Somebody else's account"),
        _account("MAOWNSNOTHING0000001", "plivo-nothing-token", "Owns nothing"),
        _account("MASUSPENDED000000001", "plivo-suspended-token", "Suspended", suspended=True),
        _account(
            "MAREFUSESWRITES00001",
            "plivo-readonly-token",
            "Refuses writes",
            owns_any_number=True,
            refuses_webhooks=True,
        ),
        _account("MARATELIMITED0000001", "plivo-limited-token", "Rate-limited", rate_limited=True),
    ),
    NUMBERS: (
        {**number(DEMO, "12125550101", _RENTED), "application": application_uri(DEMO, DEMO_APP)},
        number(DEMO, "12125550102", _RENTED),
        {**number(DEMO, "18005550103", _RENTED), "alias": "Toll-free"},
        number(OTHER, "12125550190", _RENTED),
    ),
    APPLICATIONS: (
        application(DEMO, DEMO_APP, "Demo_Application", answer_url="https://example.com/plivo/answer"),
        application(OTHER, OTHER_APP, "Other_Application", answer_url="https://example.org/plivo/answer"),
    ),
}


def _basic(auth_id: str, auth_token: str, note: str) -> Credential:
    encoded = base64.b64encode(f"{auth_id}:{auth_token}".encode()).decode()
    return Credential({"Authorization": f"Basic {encoded}"}, note)


def _note(account: Row) -> str:
    return f"{account['auth_id']} / {account['auth_token']}: {account['name'].lower()}"


WORLD = World(
    credentials=(
        *(_basic(account["auth_id"], account["auth_token"], _note(account)) for account in ROWS[ACCOUNTS]),
        _basic(DEMO, "wrong-token", f"{DEMO} / wrong-token: refused, the token is wrong"),
    ),
    known={"auth_id": (DEMO,), "number": ("12125550101", "12125550102", "18005550103"), "app_id": (DEMO_APP,)},
    foreign={"auth_id": (OTHER,), "number": ("12125550190",), "app_id": (OTHER_APP,)},
    sample=("GET", account_uri(DEMO), None),
)
