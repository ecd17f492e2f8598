"""The world that Plivo wakes up in: accounts that work, and accounts that fail on purpose."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from emulators.carriers.plivo import applications, numbers, stock
from emulators.carriers.plivo.calls import record
from emulators.carriers.plivo.tables import ACCOUNTS, APPLICATIONS, CALLS, NUMBERS, STOCK
from emulators.carriers.plivo.uris import account_uri, application_uri
from emulators.core.local_carrier import flags
from emulators.core.world import Credential, World

if TYPE_CHECKING:
    from emulators.core.store import Row

PLACEHOLDER = "your_account_sid"
DEMO = "MADEMOACCOUNT0000001"
ANY_NUMBER = "MAANYNUMBER000000001"
OTHER = "MAOTHERACCOUNT000001"
REFUSING = "MAREFUSESWRITES00001"
PAST_CALL, LIVE_CALL = "5607532d-5037-4066-befc-a8b40218dd01", "5607532d-5037-4066-befc-a8b40218dd02"
OTHER_CALL = "5607532d-5037-4066-befc-a8b40218dd03"
DEMO_APP, OTHER_APP, REFUSING_APP = "20468599130930001", "20468599130930002", "20468599130930003"


def _account(auth_id: str, auth_token: str, name: str, *, suspended: bool = False, **given: bool) -> Row:
    """An account in good order, unless `suspended` or one of the flags is given."""
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
        "suspended": suspended,
        **flags(**given),
    }


_RENTED = date(2024, 1, 15)
_CALLED, _HUNG_UP = datetime(2024, 1, 15, 10, 30, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""A call that is live whenever somebody looks, so that there is one to hang up."""

ROWS = {
    ACCOUNTS: (
        _account(DEMO, "plivo-demo-token", "Demo account"),
        _account(ANY_NUMBER, "plivo-any-token", "Owns any number", owns_any_number=True),
        _account(PLACEHOLDER, "your_auth_token", "The placeholders of printed samples", owns_any_number=True),
        _account(OTHER, "plivo-other-token", "Somebody else's account"),
        _account("MAOWNSNOTHING0000001", "plivo-nothing-token", "Owns nothing"),
        _account("MASUSPENDED000000001", "plivo-suspended-token", "Suspended", suspended=True),
        _account(
            REFUSING,
            "plivo-readonly-token",
            "Refuses writes",
            owns_any_number=True,
            refuses_webhooks=True,
        ),
        _account("MARATELIMITED0000001", "plivo-limited-token", "Rate-limited", rate_limited=True),
    ),
    NUMBERS: (
        {**numbers.new(DEMO, "12125550101", _RENTED), "application": application_uri(DEMO, DEMO_APP)},
        numbers.new(DEMO, "12125550102", _RENTED),
        {**numbers.new(DEMO, "18005550103", _RENTED), "alias": "Toll-free"},
        numbers.new(OTHER, "12125550190", _RENTED),
    ),
    STOCK: stock.ROWS,
    CALLS: tuple(
        record.new(call_uuid, owner, "+14155550199", called, _CALLED)
        | {"direction": "inbound", "ended": ended, "open": False}
        for call_uuid, owner, called, ended in (
            (LIVE_CALL, DEMO, "12125550101", _HUNG_UP.isoformat()),
            (PAST_CALL, DEMO, "12125550101", None),
            (OTHER_CALL, OTHER, "12125550190", None),
        )
    ),
    APPLICATIONS: (
        applications.new(DEMO, DEMO_APP, "Demo_Application", answer_url="https://example.com/plivo/answer"),
        applications.new(OTHER, OTHER_APP, "Other_Application", answer_url="https://example.org/plivo/answer"),
        applications.new(
            REFUSING, REFUSING_APP, "Application_that_stays", answer_url="https://example.net/plivo/answer"
        ),
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
    known={
        "auth_id": (DEMO,),
        "number": ("12125550101", "12125550102", "18005550103"),
        "app_id": (DEMO_APP,),
        "call_uuid": (LIVE_CALL, PAST_CALL),
        "country_iso": ("US", "GB"),
    },
    foreign={"auth_id": (OTHER,), "number": ("12125550190",), "app_id": (OTHER_APP,), "call_uuid": (OTHER_CALL,)},
    sample=("GET", account_uri(DEMO), None),
)
