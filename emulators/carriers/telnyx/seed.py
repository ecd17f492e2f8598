"""The world that Telnyx wakes up in: keys that work, and keys that fail on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.telnyx import numbers, stock
from emulators.carriers.telnyx.applications import new_call_control_application, new_texml_application
from emulators.carriers.telnyx.tables import (
    ACCOUNTS,
    AVAILABLE_NUMBERS,
    CALL_CONTROL_APPLICATIONS,
    NUMBERS,
    TEXML_APPLICATIONS,
)
from emulators.core.local_carrier import flags
from emulators.core.world import Credential, World

if TYPE_CHECKING:
    from emulators.core.store import Row

DEMO_KEY, DEMO = "KEYDEMO_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120001"
ANY_KEY, ANY = "KEYANYNUMBER_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120002"
OTHER_KEY, OTHER = "KEYOTHER_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120003"
REFUSING_KEY, REFUSING = "KEYREFUSESWRITES_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120007"
OTHER_NUMBER = "1293384261075731490"
DEMO_APP, DEMO_TEXML_APP = "1293384261075731501", "1293384261075731502"
OTHER_APP, OTHER_TEXML_APP = "1293384261075731590", "1293384261075731591"
REFUSING_APP, REFUSING_TEXML_APP = "1293384261075731592", "1293384261075731593"
SINCE = "2024-01-15T10:30:00.000Z"
PUBLIC_KEYS = {
    "5d8e0001-0f52-4c1f-9a77-0242ac120001": "eb0Kep3OG7wPewsqM2iaSY2LVbgqJ1hvDddSWe0kv10=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120002": "WDCrBZi3taQjXtehgL5E4Op2AiwM5SiulSsJ+VhWUKM=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120003": "B40y9hIBpzLqtyLSuM6eIpE7REmiGDc2VKRifZdTDsk=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120004": "1KSaruOscevZiV0vMJNyuGRC3Do0Bc9ejsfwsbaHi8w=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120005": "81eoZHKbUuF/Nyjc0TP+Sh/Y9Sb/2UkFuXQw3mUIuls=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120006": "gNnOx7yeVtZW+GCPyK8k5a8wNNyyG2jQyKGkGuVUUj8=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120007": "KlEhKQ4698EIPztT3MvPXR+P/OlmQUr6TBXh7LfHaqE=",
    "5d8e0001-0f52-4c1f-9a77-0242ac120008": "e9WMGlp03a/sDvvdSvaGFvi9pq4sc8odxtZYbOZGRuw=",
}
"""By organization. They are written down because deriving one takes a library that only a call needs."""


def _account(api_key: str, organization_id: str, name: str, *, suspended: bool = False, **given: bool) -> Row:
    """An account in good order, unless `suspended` or one of the flags is given."""
    return {
        "api_key": api_key,
        "organization_id": organization_id,
        "name": name,
        "balance": "300.00",
        "credit_limit": "100.00",
        "available_credit": "400.00",
        "currency": "USD",
        "pending": "0.00",
        "suspended": suspended,
        **flags(**given),
    }


ROWS = {
    ACCOUNTS: (
        _account(DEMO_KEY, DEMO, "Demo account"),
        _account(ANY_KEY, ANY, "Owns any number", owns_any_number=True),
        _account(
            "your_auth_token",
            "5d8e0001-0f52-4c1f-9a77-0242ac120004",
            "The placeholders of printed samples",
            owns_any_number=True,
        ),
        _account(OTHER_KEY, OTHER, "Somebody else's account"),
        _account("KEYOWNSNOTHING_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120005", "Owns nothing"),
        _account("KEYSUSPENDED_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120006", "Suspended", suspended=True),
        _account(
            REFUSING_KEY,
            REFUSING,
            "Refuses writes",
            owns_any_number=True,
            refuses_webhooks=True,
        ),
        _account("KEYRATELIMITED_telnyx", "5d8e0001-0f52-4c1f-9a77-0242ac120008", "Rate-limited", rate_limited=True),
    ),
    NUMBERS: (
        {
            **numbers.new("1293384261075731401", DEMO, "+12125550101", SINCE),
            "connection_id": DEMO_APP,
            "tags": ["demo"],
        },
        {**numbers.new("1293384261075731402", DEMO, "+12125550102", SINCE), "customer_reference": "desk-2"},
        {**numbers.new("1293384261075731403", DEMO, "+18005550103", SINCE), "deletion_lock_enabled": True},
        numbers.new(OTHER_NUMBER, OTHER, "+12125550190", SINCE),
    ),
    AVAILABLE_NUMBERS: stock.NUMBERS,
    CALL_CONTROL_APPLICATIONS: (
        new_call_control_application(
            DEMO_APP,
            DEMO,
            SINCE,
            application_name="Demo application",
            webhook_event_url="https://example.com/telnyx/events",
        ),
        new_call_control_application(
            OTHER_APP,
            OTHER,
            SINCE,
            application_name="Other application",
            webhook_event_url="https://example.org/telnyx/events",
        ),
        new_call_control_application(
            REFUSING_APP,
            REFUSING,
            SINCE,
            application_name="Application that stays",
            webhook_event_url="https://example.net/telnyx/events",
        ),
    ),
    TEXML_APPLICATIONS: (
        new_texml_application(
            DEMO_TEXML_APP,
            DEMO,
            SINCE,
            friendly_name="Demo TeXML application",
            voice_url="https://example.com/telnyx/texml",
        ),
        new_texml_application(
            OTHER_TEXML_APP,
            OTHER,
            SINCE,
            friendly_name="Other TeXML application",
            voice_url="https://example.org/telnyx/texml",
        ),
        new_texml_application(
            REFUSING_TEXML_APP,
            REFUSING,
            SINCE,
            friendly_name="TeXML application that stays",
            voice_url="https://example.net/telnyx/texml",
        ),
    ),
}


def _note(account: Row) -> str:
    verified = f"its webhooks are verified with the public key {PUBLIC_KEYS[account['organization_id']]}"
    return f"{account['api_key']}: {account['name'].lower()}; {verified}"


WORLD = World(
    credentials=(
        *(Credential({"Authorization": f"Bearer {account['api_key']}"}, _note(account)) for account in ROWS[ACCOUNTS]),
        Credential({"Authorization": "Bearer KEYWRONG_telnyx"}, "KEYWRONG_telnyx: refused, there is no such key"),
    ),
    known={
        "phone_number_id": ("1293384261075731401", "1293384261075731402", "1293384261075731403"),
        # for jobs: the locked number first, which one that gives numbers back leaves there
        "phone_numbers": ("1293384261075731403", "1293384261075731402", "1293384261075731401"),
        "phone_number": ("+12125550101", "+12125550102", "+18005550103"),
        "connection_id": (DEMO_APP, DEMO_TEXML_APP),
        "call_control_application_id": (DEMO_APP,),
        "texml_application_id": (DEMO_TEXML_APP,),
        "public_key": (PUBLIC_KEYS[DEMO],),
    },
    foreign={
        "phone_number_id": (OTHER_NUMBER,),
        "call_control_application_id": (OTHER_APP,),
        "texml_application_id": (OTHER_TEXML_APP,),
        "phone_number": ("+12125550190",),
        "connection_id": (OTHER_APP, OTHER_TEXML_APP),
    },
    sample=("GET", "/v2/balance", None),
)
