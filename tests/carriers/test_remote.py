"""The second hop handed to another server: what the vendors of one server do is done at the telephone companies of another."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import customers
import httpx
import pytest
from serving import free_port, serving

from emulators.background import background
from emulators.carriers.livekit import emulator as livekit
from emulators.carriers.livekit import seed as livekit_seed
from emulators.carriers.plivo import emulator as plivo
from emulators.carriers.plivo import seed as plivo_seed
from emulators.carriers.telnyx import emulator as telnyx
from emulators.carriers.telnyx import seed as telnyx_seed
from emulators.carriers.twilio import emulator as twilio
from emulators.carriers.twilio import seed as twilio_seed
from emulators.carriers.twilio.remote import trunking
from emulators.core import magic
from emulators.core.carrier import Account, CarrierFailure, Trunk, Webhook
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

CARRIERS = (twilio, plivo, telnyx, livekit)
ELSEWHERE = "elsewhere"
"""The namespace of the other server that is asked. It is reset before every test."""

WEBHOOK = Webhook("mine", "https://example.com/voice", "https://example.com/status")


def livekit_account(name: str) -> Account:
    return Account(f"API{name}demo", f"{name}-livekit-secret-0123456789abcdef")


TWILIO = Account(twilio_seed.ACCOUNT, twilio_seed.TOKEN)
TWILIO_REFUSING = Account(twilio_seed.REFUSING, twilio_seed.REFUSING_TOKEN)
PLIVO = Account(plivo_seed.DEMO, "plivo-demo-token")
PLIVO_REFUSING = Account("MAREFUSESWRITES00001", "plivo-readonly-token")
TELNYX = Account("app", telnyx_seed.DEMO_KEY)
TELNYX_REFUSING = Account("app", "KEYREFUSESWRITES_telnyx")
DEVELOPER, PLATFORM = livekit_account("developer"), livekit_account("platform")
TAKEN = "+15559876540"
OWN = {"twilio": (TWILIO, "+14155550100"), "plivo": (PLIVO, "+12125550102"), "telnyx": (TELNYX, "+12125550102")}
FAILING = {
    "twilio": {
        "wrong": Account(TWILIO.id, "0" * 32),
        "suspended": Account(twilio_seed.SUSPENDED, twilio_seed.SUSPENDED_TOKEN),
        "nothing": Account(twilio_seed.EMPTY, twilio_seed.EMPTY_TOKEN),
        "limited": Account(twilio_seed.LIMITED, twilio_seed.LIMITED_TOKEN),
        "test": Account(twilio_seed.TEST, twilio_seed.TEST_TOKEN),
        "nobody": Account("", ""),
        "unprintable": Account(TWILIO.id, "ключ"),
    },
    "plivo": {
        "wrong": Account(PLIVO.id, "wrong-token"),
        "suspended": Account("MASUSPENDED000000001", "plivo-suspended-token"),
        "nothing": Account("MAOWNSNOTHING0000001", "plivo-nothing-token"),
        "limited": Account("MARATELIMITED0000001", "plivo-limited-token"),
        "placeholder": Account("your_account_sid", "your_auth_token"),
        "nobody": Account("", ""),
    },
    "telnyx": {
        "wrong": Account("app", "KEYWRONG_telnyx"),
        "suspended": Account("app", "KEYSUSPENDED_telnyx"),
        "nothing": Account("app", "KEYOWNSNOTHING_telnyx"),
        "limited": Account("app", "KEYRATELIMITED_telnyx"),
        "placeholder": Account("your_account_sid", "your_auth_token"),
        "nobody": Account("", ""),
        "two lines": Account("app", "KEY\r\nDEMO"),
    },
    "livekit": {
        "wrong": Account(DEVELOPER.id, "wrong" * 8),
        "suspended": livekit_account("suspended"),
        "nothing": livekit_account("empty"),
        "limited": livekit_account("limited"),
        "nobody": Account("", ""),
    },
}
GOOD = {"twilio": TWILIO, "plivo": PLIVO, "telnyx": TELNYX, "livekit": DEVELOPER}
NUMBERS = {
    "twilio": ("+14155550100", "14155550100", "+1 (415) 555-0100", "+1415555010", "+15551234567", magic.NOT_OWNED),
    "plivo": ("+12125550101", "12125550101", "+1212555010", "+12125550190", magic.NOT_OWNED, magic.INVALID),
    "telnyx": ("+12125550101", "12125550101", "+1212555010", "+12125550190", magic.NOT_OWNED, magic.INVALID),
    "livekit": (livekit_seed.NUMBER, livekit_seed.FOREIGN_NUMBER, "+1510555010"),
}


# The protocol


@pytest.fixture
def there(served):
    """A client of the other server, where nothing has happened yet."""
    with httpx.Client(base_url=f"{served}/~{ELSEWHERE}", trust_env=False) as client:
        client.post("/__admin/reset").raise_for_status()
        yield client


@pytest.fixture
def rows(there):
    """The rows of a table at the other server, by owner and name."""

    def rows(owner: str, table: str) -> list[dict]:
        return there.get(f"/__admin/state/{owner}/{table}").raise_for_status().json()

    return rows


def bases(url: str) -> dict[str, str]:
    """By carrier, what takes the place of its `server` where this server is asked."""
    return {each.name: f"{url}/{each.name}{each.base_path}" for each in CARRIERS}


@pytest.fixture
def asked(there):
    """A carrier by its name: asked over HTTP at the other server."""
    urls = bases(str(there.base_url).rstrip("/"))
    return {each.name: each.telephony.remote(urls[each.name]) for each in CARRIERS}.__getitem__


@pytest.fixture
def here():
    """A carrier by its name: asked in this process, in a namespace of its own."""
    namespaces = Namespaces(CARRIERS)
    yield namespaces.get("default").carriers.__getitem__
    namespaces.close()


def outcome(do) -> object:
    """What was answered, or that it failed, and whether for too many requests."""
    try:
        return do()
    except CarrierFailure as failure:
        return "failure", failure.limited


@pytest.mark.parametrize(
    ("name", "account"),
    [
        *(pytest.param(name, account, id=f"{name}-good") for name, account in GOOD.items()),
        *(
            pytest.param(name, account, id=f"{name}-{kind}")
            for name, accounts in FAILING.items()
            for kind, account in accounts.items()
        ),
    ],
)
def test_a_carrier_elsewhere_says_of_an_account_what_it_says_here(asked, here, name, account) -> None:
    assert outcome(lambda: asked(name).authenticate(account)) == outcome(lambda: here(name).authenticate(account))
    for number in NUMBERS[name]:
        there = outcome(lambda number=number: asked(name).owns(account, number))
        assert (number, there) == (number, outcome(lambda number=number: here(name).owns(account, number)))


def test_an_api_key_alone_does_not_say_which_account_twilio_shall_open(asked) -> None:
    assert asked("twilio").authenticate(Account(twilio_seed.API_KEY, twilio_seed.API_SECRET)) is False


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://api.twilio.com", "https://trunking.twilio.com"),
        ("https://api.dublin.ie1.twilio.com", "https://trunking.dublin.ie1.twilio.com"),
        ("http://127.0.0.1:9000/twilio", "http://127.0.0.1:9000/twilio"),
        ("https://api.example.com", "https://api.example.com"),
        ("nowhere", "nowhere"),
    ],
)
def test_trunks_are_at_another_host_at_twilio_itself(base, expected) -> None:
    assert trunking(base) == expected


@pytest.mark.parametrize("name", ["plivo", "telnyx"])
def test_no_trunk_is_made_where_none_is_made_here(asked, name) -> None:
    with pytest.raises(CarrierFailure, match="is made here"):
        asked(name).create_trunk(*_trunk_for(name))

    assert asked(name).delete_trunk(GOOD[name], ("some",)) is None


def _trunk_for(name: str) -> tuple[Account, Trunk]:
    account, number = OWN[name]
    return account, Trunk("mine", number, inbound=True)


def test_a_number_at_livekit_has_no_webhook(asked) -> None:
    asked("livekit").release_webhook(DEVELOPER, livekit_seed.NUMBER)

    with pytest.raises(CarrierFailure, match="no webhook"):
        asked("livekit").configure_webhook(DEVELOPER, livekit_seed.NUMBER, WEBHOOK)


def test_no_list_of_credentials_is_made_at_twilio(asked) -> None:
    with pytest.raises(CarrierFailure, match="no credential list"):
        asked("twilio").create_trunk(TWILIO, Trunk("mine", "+14155550100", username="user", password="pass"))


@pytest.mark.parametrize("name", OWN)
def test_releasing_a_number_that_is_gone_is_no_failure(asked, name) -> None:
    assert asked(name).release_webhook(OWN[name][0], "+15559999999") is None


@pytest.mark.parametrize("name", OWN)
def test_a_number_that_is_not_owned_is_not_configured(asked, name) -> None:
    with pytest.raises(CarrierFailure, match="does not own"):
        asked(name).configure_webhook(OWN[name][0], "+15559999999", WEBHOOK)


@pytest.mark.parametrize(
    ("name", "table", "columns"),
    [
        ("plivo", "applications", ("app_name", "answer_url")),
        ("telnyx", "call_control_applications", ("application_name", "webhook_event_url")),
    ],
)
def test_an_application_is_made_once_and_pointed_anew(asked, rows, name, table, columns) -> None:
    newer = Webhook("mine", "https://example.com/newer", "https://example.com/status")

    for webhook in (WEBHOOK, newer):
        asked(name).configure_webhook(*OWN[name], webhook)

    shown = [tuple(row[column] for column in columns) for row in rows(name, table)]
    assert [each for each in shown if each[0] == "mine"] == [("mine", newer.voice_url)]


def test_an_app_id_of_telnyx_names_the_application(asked, rows) -> None:
    asked("telnyx").configure_webhook(Account(telnyx_seed.DEMO_APP, TELNYX.secret), "+12125550102", WEBHOOK)

    (named,) = [row for row in rows("telnyx", "call_control_applications") if row["id"] == telnyx_seed.DEMO_APP]
    assert (named["application_name"], named["webhook_event_url"]) == ("Demo application", WEBHOOK.voice_url)


def test_an_app_id_of_nobody_makes_an_application_of_the_webhooks_name(asked, rows) -> None:
    asked("telnyx").configure_webhook(Account("1000000000000000000", TELNYX.secret), "+12125550102", WEBHOOK)

    assert "mine" in [row["application_name"] for row in rows("telnyx", "call_control_applications")]


def test_a_trunk_at_twilio_is_made_whole_and_deleted_whole(asked, rows) -> None:
    before = rows("twilio", "trunks"), rows("twilio", "origination_urls")
    wanted = Trunk("mine", "+14155550100", inbound=True, outbound=True, origination_uri="sip:example.com")

    made = asked("twilio").create_trunk(TWILIO, wanted)
    (trunk,) = [row for row in rows("twilio", "trunks") if row["sid"] == made[0]]
    asked("twilio").delete_trunk(TWILIO, made)
    asked("twilio").delete_trunk(TWILIO, made)

    assert (made[0][:2], made[1][:2], trunk["domain_name"][16:]) == ("TK", "OU", ".pstn.twilio.com")
    assert (rows("twilio", "trunks"), rows("twilio", "origination_urls")) == before


def test_a_trunk_at_twilio_needs_no_origination_url(asked) -> None:
    assert len(asked("twilio").create_trunk(TWILIO, Trunk("mine", "+14155550100"))) == 1


@pytest.mark.parametrize(
    ("account", "trunk"),
    [
        pytest.param(TWILIO, Trunk("mine", "+14155550100", origination_uri="nowhere"), id="bad_uri"),
        pytest.param(TWILIO_REFUSING, Trunk("mine", "+14155550140"), id="refused_number"),
    ],
)
def test_half_a_trunk_at_twilio_is_undone(asked, rows, account, trunk) -> None:
    before = rows("twilio", "trunks")

    with pytest.raises(CarrierFailure):
        asked("twilio").create_trunk(account, trunk)

    assert rows("twilio", "trunks") == before


LIVEKIT_TABLES = ("inbound_trunks", "dispatch_rules", "outbound_trunks")


def test_trunks_at_livekit_are_the_ones_made_here(asked, here, rows) -> None:
    wanted = Trunk("mine", "+15559876543", inbound=True, outbound=True, address="sip.example.com", room="lobby")
    before = [rows("livekit", table) for table in LIVEKIT_TABLES]

    made = asked("livekit").create_trunk(PLATFORM, wanted)
    kept = [len(rows("livekit", table)) for table in LIVEKIT_TABLES]
    asked("livekit").delete_trunk(PLATFORM, made)
    asked("livekit").delete_trunk(PLATFORM, made)

    kinds = [[each.partition("_")[0] for each in ids] for ids in (made, here("livekit").create_trunk(PLATFORM, wanted))]
    assert kinds[0] == kinds[1]
    assert kept == [len(each) + 1 for each in before]
    assert [rows("livekit", table) for table in LIVEKIT_TABLES] == before


def test_a_trunk_at_livekit_for_calls_out_has_no_rule(asked) -> None:
    made = asked("livekit").create_trunk(PLATFORM, Trunk("mine", "+15559876543", outbound=True, address="example.com"))

    assert [each.partition("_")[0] for each in made] == ["ST"]


@pytest.mark.parametrize(
    ("account", "trunk"),
    [
        pytest.param(
            PLATFORM,
            Trunk("mine", "+15559876543", inbound=True, outbound=True, address="sip:example.com"),
            id="bad_address",
        ),
        pytest.param(livekit_account("readonly"), Trunk("mine", "+15559876543", inbound=True), id="refused"),
        pytest.param(livekit_account("suspended"), Trunk("mine", "+15559876543", inbound=True), id="suspended"),
    ],
)
def test_half_a_trunk_at_livekit_is_undone(asked, rows, account, trunk) -> None:
    before = [rows("livekit", table) for table in LIVEKIT_TABLES]

    with pytest.raises(CarrierFailure):
        asked("livekit").create_trunk(account, trunk)

    assert [rows("livekit", table) for table in LIVEKIT_TABLES] == before


# The vendors


@contextmanager
def handed(carriers: dict[str, str]) -> Iterator[httpx.Client]:
    """A client of a server that asks these carriers at these URLs. Every vendor that may ask its carrier does."""
    settings = {name: {"check_carrier": True} for name in ("hamsa", "butter", "chorus")}
    settings["weya"] = {"release_on_delete": True}
    with (
        background(assemble(options=Options(settings, carriers=carriers))) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def handed_on(served):
    with handed(bases(f"{served}/~{ELSEWHERE}")) as client:
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
    names = {each.name for each in CARRIERS}
    return {owner: tables for owner, tables in kept(client).items() if owner not in names}


@pytest.fixture
def handler(rows):
    """What answers calls to the number that `OWN` has of a carrier, at the other server."""

    def handler(name: str) -> object:
        number = OWN[name][1]
        table, key, value, handler = {
            "twilio": ("incoming_phone_numbers", "phone_number", number, "voice_url"),
            "plivo": ("numbers", "number", number[1:], "application"),
            "telnyx": ("phone_numbers", "phone_number", number, "connection_id"),
        }[name]
        (row,) = [row for row in rows(name, table) if row[key] == value]
        return row[handler]

    return handler


@pytest.mark.parametrize("name", OWN)
def test_what_weya_sets_and_takes_back_is_seen_there_and_not_here(client, handler, name) -> None:
    before = kept(client)

    added = customers.add_to_weya(client, name, *OWN[name])
    set_there, here = handler(name), kept(client)
    deleted = customers.delete_from_weya(client, added)

    assert (added.status_code, deleted.status_code) == (201, 200)
    assert (bool(set_there), bool(handler(name))) == (True, False)
    assert [name for name in here if here[name] != before[name]] == ["weya"]


def test_trunks_of_butters_are_made_there_and_not_here(client, rows) -> None:
    before = kept(client)["livekit"]

    imported = customers.import_trunk_to_butter(client, "+15559876543", inbound_room_name="lobby")

    assert (imported.status_code, kept(client)["livekit"]) == (201, before)
    inbound, rule, outbound = [rows("livekit", table)[-1] for table in LIVEKIT_TABLES]
    assert [row["project"] for row in (inbound, rule, outbound)] == ["platform"] * 3
    assert rule["rule"]["dispatch_rule_direct"]["room_name"] == "lobby"
    assert outbound["address"] == "sip.example.com"


def test_a_number_of_butters_is_pointed_there_while_it_is_assigned(client, handler) -> None:
    imported = customers.import_to_butter(client, *OWN["twilio"])

    assigned = customers.assign_at_butter(client, imported)
    pointed = handler("twilio")
    unassigned = customers.unassign_at_butter(client, imported)

    assert (assigned.status_code, unassigned.status_code) == (200, 200)
    assert (pointed, handler("twilio")) == ("https://api.getbutter.ai/webhooks/twilio/voice", "")


def test_a_number_of_choruss_is_pointed_there(client, handler) -> None:
    assert customers.add_to_chorus(client, *OWN["twilio"]).status_code == 201
    assert handler("twilio") == "https://api.chorus-ai.co/webhooks/twilio/voice"


def test_a_number_of_hamsas_is_put_on_a_trunk_there(client, rows) -> None:
    assert customers.add_to_hamsa(client, *OWN["twilio"]).status_code in (200, 201)
    trunk, target = rows("twilio", "trunks")[-1], rows("twilio", "origination_urls")[-1]
    (number,) = [row for row in rows("twilio", "incoming_phone_numbers") if row["phone_number"] == OWN["twilio"][1]]
    assert (number["trunk_sid"], target["trunk_sid"]) == (trunk["sid"], trunk["sid"])
    assert target["sip_url"] == "sip:sip.eu.tryhamsa.com:5060;transport=tcp"


def weya(name: str):
    return lambda client, account, number: customers.add_to_weya(client, name, account, number)


def butter(client, account: Account, number: str) -> httpx.Response:
    """Imported where that goes well, and assigned."""
    imported = customers.import_to_butter(client, account, number)
    if imported.status_code != 201:
        return imported
    return customers.assign_at_butter(client, imported)


REFUSED = [
    *(
        pytest.param(do, FAILING[name][kind], OWN[name][1], id=f"{vendor}-{name}-{kind}")
        for vendor, name, do in (
            ("weya", "twilio", weya("twilio")),
            ("weya", "plivo", weya("plivo")),
            ("weya", "telnyx", weya("telnyx")),
            ("hamsa", "twilio", customers.add_to_hamsa),
            ("chorus", "twilio", customers.add_to_chorus),
            ("butter", "twilio", butter),
        )
        for kind in ("wrong", "suspended", "nothing", "limited")
    ),
    *(
        pytest.param(do, TWILIO_REFUSING, "+14155550140", id=f"{vendor}-twilio-refused")
        for vendor, do in (
            ("weya", weya("twilio")),
            ("hamsa", customers.add_to_hamsa),
            ("chorus", customers.add_to_chorus),
            ("butter", butter),
        )
    ),
    pytest.param(weya("plivo"), PLIVO_REFUSING, "+12125550102", id="weya-plivo-refused"),
    pytest.param(weya("plivo"), PLIVO, magic.WRITE_FAILS, id="weya-plivo-magic_write_fails"),
    pytest.param(weya("plivo"), PLIVO, magic.INVALID, id="weya-plivo-magic_invalid"),
    pytest.param(weya("telnyx"), TELNYX_REFUSING, "+12125550102", id="weya-telnyx-refused"),
    pytest.param(weya("telnyx"), TELNYX, magic.WRITE_FAILS, id="weya-telnyx-magic_write_fails"),
    pytest.param(weya("telnyx"), TELNYX, magic.NOT_OWNED, id="weya-telnyx-magic_not_owned"),
]


@pytest.mark.parametrize(("do", "account", "number"), REFUSED)
def test_what_is_refused_there_is_refused_as_if_it_were_here(client, alone, do, account, number) -> None:
    here, elsewhere = do(alone, account, number), do(client, account, number)

    assert here.status_code >= 400
    assert (elsewhere.status_code, elsewhere.json()) == (here.status_code, here.json())
    assert kept_by_vendors(client) == kept_by_vendors(alone)


def test_a_trunk_that_is_refused_there_is_refused_as_if_it_were_here(client, alone, asked) -> None:
    for carrier in (asked("livekit"), livekit.telephony.remote(f"{alone.base_url}/livekit")):
        carrier.create_trunk(PLATFORM, Trunk("first", TAKEN, inbound=True))

    here, elsewhere = [customers.import_trunk_to_butter(each, TAKEN) for each in (alone, client)]

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
        *(customers.add_to_weya(cut_off, name, *OWN[name]) for name in OWN),
        customers.add_to_hamsa(cut_off, *OWN["twilio"]),
        customers.add_to_chorus(cut_off, *OWN["twilio"]),
        customers.import_trunk_to_butter(cut_off, "+15559876543"),
    ]

    assert [answer.status_code for answer in answers] == [500] * len(answers)
    assert kept(cut_off) == before
    reasons = [each["error"] for each in cut_off.get("/__admin/requests").json()["requests"]]
    assert reasons[0].startswith("no answer from Twilio at 127.0.0.1:")


def test_the_command_hands_a_carrier_on(there, handler) -> None:
    url_there = bases(str(there.base_url).rstrip("/"))["twilio"]
    with (
        serving(f"emulators serve --carrier twilio={url_there}") as (_, url),
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        added = customers.add_to_weya(client, "twilio", *OWN["twilio"])

    assert added.status_code == 201
    assert handler("twilio") == "https://weya.example/api/webhooks/twilio/voice"
