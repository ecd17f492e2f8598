"""The second hop handed to another server: what the vendors of one server do is done at the telephone companies of another."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import carrier_accounts as accounts
import httpx
import pytest
import vendor_requests
from serving import free_port, serving

from emulators.carriers.livekit.remote import Remote as LiveKit
from emulators.core import magic
from emulators.core.carrier import Account, SipTrunk
from emulators.core.options import Options
from emulators.serving import background

if TYPE_CHECKING:
    from collections.abc import Iterator

RENTING = ("twilio", "plivo", "telnyx")
BASE_PATHS = {"twilio": "", "plivo": "/v1/Account", "telnyx": "/v2", "livekit": ""}
"""By carrier, the path of its real base URL."""

OWN = {name: (accounts.GOOD[name], accounts.OWN_NUMBER[name]) for name in RENTING}
TAKEN = "+15559876540"
LIVEKIT_TABLES = ("inbound_trunks", "dispatch_rules", "outbound_trunks")


def bases(url: str) -> dict[str, str]:
    """By carrier, what takes the place of its base URL where this server is asked."""
    return {name: f"{url}/{name}{path}" for name, path in BASE_PATHS.items()}


@contextmanager
def handed(carriers: dict[str, str]) -> Iterator[httpx.Client]:
    """A client of a server that asks these carriers at these URLs. Every vendor that may ask its carrier does."""
    settings = {name: {"check_carrier": True} for name in ("hamsa", "butter", "chorus")}
    settings["weya"] = {"release_on_delete": True}
    with (
        background(options=Options(settings, carriers=carriers)) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def handed_on(elsewhere):
    with handed(bases(elsewhere)) as client:
        yield client


@pytest.fixture
def client(handed_on, there):  # noqa: ARG001 -- it is reset as well
    """A client of a server whose carriers are those of the other one."""
    handed_on.post("/__admin/reset").raise_for_status()
    return handed_on


@pytest.fixture(scope="module")
def on_its_own():
    with handed({}) as client:
        yield client


@pytest.fixture
def alone(on_its_own):
    """A client of a server that is its own telephone company."""
    on_its_own.post("/__admin/reset").raise_for_status()
    return on_its_own


def kept(client: httpx.Client) -> dict[str, dict[str, int]]:
    """How many rows each table of a server holds."""
    return client.get("/__admin/state").raise_for_status().json()


def kept_by_vendors(client: httpx.Client) -> dict[str, dict[str, int]]:
    return {owner: tables for owner, tables in kept(client).items() if owner not in BASE_PATHS}


@pytest.fixture
def handler(there):
    """What answers calls to the number that `OWN` has of a carrier, at the other server."""

    def handler(name: str) -> object:
        number = OWN[name][1]
        table, key, value, handler = {
            "twilio": ("incoming_phone_numbers", "phone_number", number, "voice_url"),
            "plivo": ("numbers", "number", number[1:], "application"),
            "telnyx": ("phone_numbers", "phone_number", number, "connection_id"),
        }[name]
        (row,) = [row for row in there.rows(name, table) if row[key] == value]
        return row[handler]

    return handler


@pytest.mark.parametrize("name", OWN)
def test_what_weya_sets_and_takes_back_is_seen_there_and_not_here(client, handler, name) -> None:
    before = kept(client)

    added = vendor_requests.add_to_weya(client, name, *OWN[name])
    set_there, here = handler(name), kept(client)
    deleted = vendor_requests.delete_from_weya(client, added)

    assert (added.status_code, deleted.status_code) == (201, 200)
    assert (bool(set_there), bool(handler(name))) == (True, False)
    assert [name for name in here if here[name] != before[name]] == ["weya"]


def test_trunks_of_butters_are_made_there_and_not_here(client, there) -> None:
    before = kept(client)["livekit"]

    imported = vendor_requests.import_trunk_to_butter(client, "+15559876543", inbound_room_name="lobby")

    assert (imported.status_code, kept(client)["livekit"]) == (201, before)
    inbound, rule, outbound = [there.rows("livekit", table)[-1] for table in LIVEKIT_TABLES]
    assert [row["project"] for row in (inbound, rule, outbound)] == ["platform"] * 3
    assert rule["rule"]["dispatch_rule_direct"]["room_name"] == "lobby"
    assert outbound["address"] == "sip.example.com"


def test_a_number_of_butters_is_pointed_there_while_it_is_assigned(client, handler) -> None:
    imported = vendor_requests.import_to_butter(client, *OWN["twilio"])

    assigned = vendor_requests.assign_at_butter(client, imported)
    pointed = handler("twilio")
    unassigned = vendor_requests.unassign_at_butter(client, imported)

    assert (assigned.status_code, unassigned.status_code) == (200, 200)
    assert (pointed, handler("twilio")) == ("https://api.getbutter.ai/webhooks/twilio/voice", "")


def test_a_number_of_choruss_is_pointed_there(client, handler) -> None:
    assert vendor_requests.add_to_chorus(client, *OWN["twilio"]).status_code == 201
    assert handler("twilio") == "https://api.chorus-ai.co/webhooks/twilio/voice"


def test_a_number_of_hamsas_is_put_on_a_trunk_there(client, there) -> None:
    assert vendor_requests.add_to_hamsa(client, *OWN["twilio"]).status_code in (200, 201)
    trunk, target = there.rows("twilio", "trunks")[-1], there.rows("twilio", "origination_urls")[-1]
    (number,) = [
        row for row in there.rows("twilio", "incoming_phone_numbers") if row["phone_number"] == OWN["twilio"][1]
    ]
    assert (number["trunk_sid"], target["trunk_sid"]) == (trunk["sid"], trunk["sid"])
    assert target["sip_url"] == "sip:sip.eu.tryhamsa.com:5060;transport=tcp"


def weya(name: str):
    return lambda client, account, number: vendor_requests.add_to_weya(client, name, account, number)


def butter(client, account: Account, number: str) -> httpx.Response:
    """Imported where that goes well, and assigned."""
    imported = vendor_requests.import_to_butter(client, account, number)
    if imported.status_code != 201:
        return imported
    return vendor_requests.assign_at_butter(client, imported)


REFUSED = [
    *(
        pytest.param(do, accounts.FAILING[name][kind], OWN[name][1], id=f"{vendor}-{name}-{kind}")
        for vendor, name, do in (
            ("weya", "twilio", weya("twilio")),
            ("weya", "plivo", weya("plivo")),
            ("weya", "telnyx", weya("telnyx")),
            ("hamsa", "twilio", vendor_requests.add_to_hamsa),
            ("chorus", "twilio", vendor_requests.add_to_chorus),
            ("butter", "twilio", butter),
        )
        for kind in ("wrong", "suspended", "nothing", "limited")
    ),
    *(
        pytest.param(do, accounts.REFUSING["twilio"], "+14155550140", id=f"{vendor}-twilio-refused")
        for vendor, do in (
            ("weya", weya("twilio")),
            ("hamsa", vendor_requests.add_to_hamsa),
            ("chorus", vendor_requests.add_to_chorus),
            ("butter", butter),
        )
    ),
    pytest.param(weya("plivo"), accounts.REFUSING["plivo"], "+12125550102", id="weya-plivo-refused"),
    pytest.param(weya("plivo"), accounts.PLIVO, magic.WRITE_FAILS, id="weya-plivo-magic_write_fails"),
    pytest.param(weya("plivo"), accounts.PLIVO, magic.INVALID, id="weya-plivo-magic_invalid"),
    pytest.param(weya("telnyx"), accounts.REFUSING["telnyx"], "+12125550102", id="weya-telnyx-refused"),
    pytest.param(weya("telnyx"), accounts.TELNYX, magic.WRITE_FAILS, id="weya-telnyx-magic_write_fails"),
    pytest.param(weya("telnyx"), accounts.TELNYX, magic.NOT_OWNED, id="weya-telnyx-magic_not_owned"),
]


@pytest.mark.parametrize(("do", "account", "number"), REFUSED)
def test_what_is_refused_there_is_refused_as_if_it_were_here(client, alone, do, account, number) -> None:
    here, elsewhere = do(alone, account, number), do(client, account, number)

    assert here.status_code >= 400
    assert (elsewhere.status_code, elsewhere.json()) == (here.status_code, here.json())
    assert kept_by_vendors(client) == kept_by_vendors(alone)


def test_a_trunk_that_is_refused_there_is_refused_as_if_it_were_here(client, alone, there) -> None:
    for carrier in (there.carrier("livekit"), LiveKit(f"{alone.base_url}/livekit")):
        carrier.create_trunk(accounts.PLATFORM, SipTrunk("first", TAKEN, inbound=True))

    here, elsewhere = [vendor_requests.import_trunk_to_butter(each, TAKEN) for each in (alone, client)]

    assert here.status_code == 500
    assert (elsewhere.status_code, elsewhere.json()) == (here.status_code, here.json())
    assert kept_by_vendors(client) == kept_by_vendors(alone)


@pytest.fixture
def cut_off():
    """A client of a server whose carriers are at a place where nobody answers."""
    with handed(bases(f"http://127.0.0.1:{free_port()}")) as client:
        yield client


def test_a_carrier_that_does_not_answer_is_the_vendors_500_and_nothing_is_kept(cut_off) -> None:
    before = kept(cut_off)

    answers = [
        *(vendor_requests.add_to_weya(cut_off, name, *OWN[name]) for name in OWN),
        vendor_requests.add_to_hamsa(cut_off, *OWN["twilio"]),
        vendor_requests.add_to_chorus(cut_off, *OWN["twilio"]),
        vendor_requests.import_trunk_to_butter(cut_off, "+15559876543"),
    ]

    assert [answer.status_code for answer in answers] == [500] * len(answers)
    assert kept(cut_off) == before
    reasons = [each["error"] for each in cut_off.get("/__admin/requests").json()["requests"]]
    assert reasons[0].startswith("no answer from Twilio at 127.0.0.1:")


def test_the_command_hands_a_carrier_on(elsewhere, handler) -> None:
    with (
        serving(f"emulators serve --carrier twilio={bases(elsewhere)['twilio']}") as (_, url),
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        added = vendor_requests.add_to_weya(client, "twilio", *OWN["twilio"])

    assert added.status_code == 201
    assert handler("twilio") == "https://weya.example/api/webhooks/twilio/voice"
