"""The accounts that the carrier wakes up with: placeholders, realistic ones, and those that fail on purpose."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio import applications, numbers, sip, stock, trunks
from emulators.carriers.twilio.calls import record
from emulators.carriers.twilio.tables import (
    ACCOUNTS,
    API_KEYS,
    APPLICATIONS,
    AVAILABLE,
    CALLS,
    CREDENTIAL_LISTS,
    CREDENTIALS,
    IP_ACCESS_CONTROL_LISTS,
    IP_ADDRESSES,
    NUMBERS,
    ORIGINATION_URLS,
    TRUNK_CREDENTIAL_LISTS,
    TRUNK_IP_ACCESS_CONTROL_LISTS,
    TRUNKS,
)
from emulators.core.local_carrier import flags

if TYPE_CHECKING:
    from emulators.core.store import Row

SINCE = "2024-01-15T10:30:00Z"
CALLED, HUNG_UP = datetime(2024, 1, 15, 10, 30, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""A call that is in progress whenever somebody looks, so that there is one to change."""
ACCOUNT, TOKEN = "AC00000000000000000000000000000001", "10000000000000000000000000000001"
SUSPENDED, SUSPENDED_TOKEN = "AC00000000000000000000000000000002", "20000000000000000000000000000002"
EMPTY, EMPTY_TOKEN = "AC00000000000000000000000000000003", "30000000000000000000000000000003"
REFUSING, REFUSING_TOKEN = "AC00000000000000000000000000000004", "40000000000000000000000000000004"
LIMITED, LIMITED_TOKEN = "AC00000000000000000000000000000005", "50000000000000000000000000000005"
TEST, TEST_TOKEN = "AC00000000000000000000000000000006", "60000000000000000000000000000006"
API_KEY, API_SECRET = "SK00000000000000000000000000000001", "demo-api-key-secret"
APPLICATION, OTHER_APPLICATION = "AP00000000000000000000000000000001", "AP00000000000000000000000000000002"
TRUNK, OTHER_TRUNK = "TK00000000000000000000000000000001", "TK00000000000000000000000000000002"
CALL, OTHER_CALL = "CA00000000000000000000000000000001", "CA00000000000000000000000000000002"
ORIGINATION_URL = "OU00000000000000000000000000000001"
CREDENTIAL = "CR00000000000000000000000000000001"
ACCESS_LIST, OTHER_ACCESS_LIST = "AL00000000000000000000000000000001", "AL00000000000000000000000000000002"
ADDRESS = "IP00000000000000000000000000000001"
CREDENTIAL_LIST, OTHER_CREDENTIAL_LIST = "CL00000000000000000000000000000001", "CL00000000000000000000000000000002"
OWN_NUMBERS = {
    "PN00000000000000000000000000000001": "+14155550100",
    "PN00000000000000000000000000000002": "+14155550101",
    "PN00000000000000000000000000000003": "+12125550100",
    "PN00000000000000000000000000000004": "+442079460000",
}
TRUNK_NUMBER = "PN00000000000000000000000000000004"
"""The last of them is on the trunk."""
OTHER_NUMBERS = {
    "PN00000000000000000000000000000005": (SUSPENDED, "+14155550120"),
    "PN00000000000000000000000000000006": (REFUSING, "+14155550140"),
    "PN00000000000000000000000000000007": (LIMITED, "+14155550150"),
}
PLACEHOLDERS = (
    ("your_account_sid", "your_auth_token", None),
    ("ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "your_twilio_auth_token", "your-auth-token"),
    ("ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "your_twilio_auth_token", "your-auth-token"),
    ("<string>", "<string>", None),
)


def account(sid: str, token: str, name: str, **given: Any) -> Row:
    """Returns a row of `ACCOUNTS`: active and with nothing special about it, unless other columns are given."""
    return {
        "sid": sid,
        "auth_token": token,
        "friendly_name": name,
        "status": "active",
        "date_created": SINCE,
        "test_credentials": False,
        **flags(),
        **given,
    }


ROWS = {
    ACCOUNTS: (
        account(ACCOUNT, TOKEN, "Demo account"),
        account(SUSPENDED, SUSPENDED_TOKEN, "Suspended account", status="suspended"),
        account(EMPTY, EMPTY_TOKEN, "Account that owns nothing"),
        account(REFUSING, REFUSING_TOKEN, "Account that refuses webhooks", refuses_webhooks=True),
        account(LIMITED, LIMITED_TOKEN, "Rate-limited account", rate_limited=True),
        account(TEST, TEST_TOKEN, "Test credentials", test_credentials=True),
        *(
            account(sid, token, "Placeholder account", owns_any_number=True, secondary_auth_token=second)
            for sid, token, second in PLACEHOLDERS
        ),
    ),
    API_KEYS: ({"sid": API_KEY, "secret": API_SECRET, "account_sid": ACCOUNT},),
    NUMBERS: (
        *(numbers.new(sid, ACCOUNT, owned, SINCE) for sid, owned in OWN_NUMBERS.items() if sid != TRUNK_NUMBER),
        numbers.new(TRUNK_NUMBER, ACCOUNT, OWN_NUMBERS[TRUNK_NUMBER], SINCE) | {"trunk_sid": TRUNK},
        *(numbers.new(sid, owner, owned, SINCE) for sid, (owner, owned) in OTHER_NUMBERS.items()),
    ),
    AVAILABLE: stock.ROWS,
    CALLS: tuple(
        record.new(sid, owner, "+14155550199", called, CALLED)
        | {"direction": "inbound", "ended": HUNG_UP.isoformat(), "open": False}
        for sid, owner, called in ((CALL, ACCOUNT, "+14155550100"), (OTHER_CALL, REFUSING, "+14155550140"))
    ),
    APPLICATIONS: (
        applications.new(APPLICATION, ACCOUNT, SINCE)
        | {"friendly_name": "Demo application", "voice_url": "https://example.com/twilio/voice"},
        applications.new(OTHER_APPLICATION, REFUSING, SINCE) | {"friendly_name": "Somebody else's application"},
    ),
    TRUNKS: (
        trunks.new(TRUNK, ACCOUNT, SINCE) | {"friendly_name": "Demo trunk"},
        trunks.new(OTHER_TRUNK, REFUSING, SINCE) | {"friendly_name": "Somebody else's trunk"},
    ),
    ORIGINATION_URLS: (
        {
            "sid": ORIGINATION_URL,
            "account_sid": ACCOUNT,
            "trunk_sid": TRUNK,
            "friendly_name": "Demo PBX",
            "sip_url": "sip:pbx.example.com",
            "weight": 10,
            "priority": 10,
            "enabled": True,
            "date_created": SINCE,
            "date_updated": SINCE,
        },
    ),
    CREDENTIAL_LISTS: (
        sip.new_list(CREDENTIAL_LIST, ACCOUNT, "Demo credentials", SINCE),
        sip.new_list(OTHER_CREDENTIAL_LIST, REFUSING, "Somebody else's credentials", SINCE),
    ),
    CREDENTIALS: (
        {
            "sid": CREDENTIAL,
            "account_sid": ACCOUNT,
            "credential_list_sid": CREDENTIAL_LIST,
            "username": "demo-pbx",
            "password": "Demo-PBX-password-1",
            "date_created": SINCE,
            "date_updated": SINCE,
        },
    ),
    IP_ACCESS_CONTROL_LISTS: (
        sip.new_list(ACCESS_LIST, ACCOUNT, "Demo addresses", SINCE),
        sip.new_list(OTHER_ACCESS_LIST, REFUSING, "Somebody else's addresses", SINCE),
    ),
    IP_ADDRESSES: (
        {
            "sid": ADDRESS,
            "account_sid": ACCOUNT,
            "ip_access_control_list_sid": ACCESS_LIST,
            "friendly_name": "Demo PBX",
            "ip_address": "192.0.2.1",
            "cidr_prefix_length": 32,
            "date_created": SINCE,
            "date_updated": SINCE,
        },
    ),
    TRUNK_IP_ACCESS_CONTROL_LISTS: (
        {
            "url": f"/v1/Trunks/{TRUNK}/IpAccessControlLists/{ACCESS_LIST}",
            "trunk_sid": TRUNK,
            "ip_access_control_list_sid": ACCESS_LIST,
        },
    ),
    TRUNK_CREDENTIAL_LISTS: (
        {
            "url": f"/v1/Trunks/{TRUNK}/CredentialLists/{CREDENTIAL_LIST}",
            "trunk_sid": TRUNK,
            "credential_list_sid": CREDENTIAL_LIST,
        },
    ),
}
