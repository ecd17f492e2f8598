"""What a vendor did to a number, seen with the telephone company's own SDK; and what the vendor sees of it in turn."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import Any

import httpx
import plivo
import pytest
import vendor_requests
from livekit import api
from plivo.rest import client as plivo_sdk
from telnyx import Telnyx
from twilio.rest import Client

from emulators.carriers.plivo import seed as plivo_seed
from emulators.carriers.telnyx import seed as telnyx_seed
from emulators.carriers.twilio import seed as twilio_seed
from emulators.core.carrier import Account

TWILIO = Account(twilio_seed.ACCOUNT, twilio_seed.TOKEN)
TWILIO_SID, TWILIO_NUMBER = next(iter(twilio_seed.OWN_NUMBERS.items()))
PLIVO, PLIVO_NUMBER = Account(plivo_seed.DEMO, "plivo-demo-token"), "12125550102"
TELNYX, TELNYX_ID, TELNYX_NUMBER = Account("app", telnyx_seed.DEMO_KEY), "1293384261075731402", "+12125550102"
PLACEHOLDER = Account("your_account_sid", "your_auth_token")
OWN = {"twilio": (TWILIO, TWILIO_NUMBER), "plivo": (PLIVO, PLIVO_NUMBER), "telnyx": (TELNYX, TELNYX_NUMBER)}
SIP_NUMBER = "+15559876543"


@pytest.fixture
def root(served, space) -> str:
    return f"{served}/~{space}"


@pytest.fixture
def client(root):
    """A customer of the vendors."""
    with httpx.Client(base_url=root, trust_env=False) as client:
        yield client


@pytest.fixture
def choose(client):
    """Sets settings of one emulator."""

    def choose(emulator: str, **settings: object) -> None:
        client.put("/__admin/settings", json={emulator: settings}).raise_for_status()

    return choose


@pytest.fixture
def twilio(root):
    """Twilio's SDK, with the account that owns the number or with another one."""

    def connected(account: Account = TWILIO) -> Client:
        client = Client(account.id, account.secret)
        client.api.base_url = client.trunking.base_url = f"{root}/twilio"
        return client

    return connected


@pytest.fixture
def plivo_client(root, monkeypatch):
    for name in (
        "PLIVO_API_BASE_URI",
        "API_VOICE_BASE_URI",
        "API_VOICE_BASE_URI_FALLBACK_1",
        "API_VOICE_BASE_URI_FALLBACK_2",
    ):
        monkeypatch.setattr(plivo_sdk, name, f"{root}/plivo/v1/Account")
    with plivo.RestClient(PLIVO.id, PLIVO.secret) as client:
        yield client


@pytest.fixture
def telnyx_client(root):
    with Telnyx(api_key=TELNYX.secret, base_url=f"{root}/telnyx/v2") as client:
        yield client


@pytest.fixture
def listed(root):
    """What LiveKit's SDK lists for the platform's project: trunks in, rules, trunks out."""

    async def lists() -> list[list[Any]]:
        key, secret = "APIplatformdemo", "platform-livekit-secret-0123456789abcdef"
        async with api.LiveKitAPI(f"{root}/livekit", key, secret) as client:
            answers: list[Any] = [
                await client.sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest()),
                await client.sip.list_dispatch_rule(api.ListSIPDispatchRuleRequest()),
                await client.sip.list_outbound_trunk(api.ListSIPOutboundTrunkRequest()),
            ]
        return [list(answer.items) for answer in answers]

    return lambda: asyncio.run(lists())


# Weya: "sets up the webhooks", whichever the integration


def test_a_twilio_number_added_to_weya_carries_weyas_webhooks(client, twilio) -> None:
    before = twilio().incoming_phone_numbers(TWILIO_SID).fetch()

    added = vendor_requests.add_to_weya(client, "twilio", *OWN["twilio"])

    number = twilio().incoming_phone_numbers(TWILIO_SID).fetch()
    assert (added.status_code, before.voice_url) == (201, None)
    assert number.voice_url == "https://weya.example/api/webhooks/twilio/voice"
    assert number.status_callback == "https://weya.example/api/webhooks/twilio/status"


def test_a_plivo_number_added_to_weya_is_on_weyas_application(client, plivo_client) -> None:
    before = plivo_client.numbers.get(PLIVO_NUMBER).application

    added = vendor_requests.add_to_weya(client, "plivo", *OWN["plivo"])

    app_id = plivo_client.numbers.get(PLIVO_NUMBER).application.rstrip("/").rpartition("/")[2]
    application = plivo_client.applications.get(app_id)
    assert (added.status_code, before, application.app_name) == (201, None, "weya")
    assert application.answer_url == "https://weya.example/api/webhooks/plivo/voice"


def test_a_telnyx_number_added_to_weya_is_connected_to_weyas_application(client, telnyx_client) -> None:
    before = telnyx_client.phone_numbers.retrieve(TELNYX_ID).data.connection_id

    added = vendor_requests.add_to_weya(client, "telnyx", *OWN["telnyx"])

    connection = telnyx_client.phone_numbers.retrieve(TELNYX_ID).data.connection_id
    application = telnyx_client.call_control_applications.retrieve(connection).data
    assert (added.status_code, before, application.application_name) == (201, None, "weya")
    assert application.webhook_event_url == "https://weya.example/api/webhooks/telnyx/voice"


def test_the_app_id_given_to_weya_names_the_telnyx_application(client, telnyx_client) -> None:
    vendor_requests.add_to_weya(client, "telnyx", Account(telnyx_seed.DEMO_APP, TELNYX.secret), TELNYX_NUMBER)

    application = telnyx_client.call_control_applications.retrieve(telnyx_seed.DEMO_APP).data
    assert telnyx_client.phone_numbers.retrieve(TELNYX_ID).data.connection_id == telnyx_seed.DEMO_APP
    assert application.webhook_event_url == "https://weya.example/api/webhooks/telnyx/voice"


@pytest.fixture
def handler(twilio, plivo_client, telnyx_client):
    """What answers the calls to a carrier's number in `OWN`."""
    return {
        "twilio": lambda: twilio().incoming_phone_numbers(TWILIO_SID).fetch().voice_url,
        "plivo": lambda: plivo_client.numbers.get(PLIVO_NUMBER).application,
        "telnyx": lambda: telnyx_client.phone_numbers.retrieve(TELNYX_ID).data.connection_id,
    }.__getitem__


@pytest.mark.parametrize("carrier", OWN)
def test_deleting_at_weya_leaves_the_carrier_alone_as_its_page_says_nothing_of_it(client, handler, carrier) -> None:
    added = vendor_requests.add_to_weya(client, carrier, *OWN[carrier])
    set_before = handler(carrier)()

    deleted = vendor_requests.delete_from_weya(client, added)

    assert deleted.status_code == 200
    assert handler(carrier)() == set_before


@pytest.mark.parametrize("carrier", OWN)
def test_deleting_at_weya_releases_the_webhook_where_a_setting_says_so(client, handler, choose, carrier) -> None:
    choose("weya", release_on_delete=True)
    added = vendor_requests.add_to_weya(client, carrier, *OWN[carrier])

    vendor_requests.delete_from_weya(client, added)

    assert handler(carrier)() is None


# Butter: a SIP number becomes trunks at once, a Twilio number is pointed at Butter while it is assigned


@pytest.mark.parametrize("encryption", ["disable", "allow", "require"])
def test_a_sip_number_imported_to_butter_becomes_trunks_and_a_dispatch_rule(client, listed, encryption) -> None:
    imported = vendor_requests.import_trunk_to_butter(
        client,
        SIP_NUMBER,
        sip_trunk_name="mine",
        sip_username="user",
        sip_password="pass",
        inbound_room_name="lobby",
        inbound_pin="1234",
        media_encryption=encryption,
    )

    (inbound,), (rule,), (outbound,) = listed()
    expected = api.SIPMediaEncryption.Value(f"SIP_MEDIA_ENCRYPT_{encryption.upper()}")
    assert imported.status_code == 201
    for trunk in (inbound, outbound):
        assert (trunk.name, list(trunk.numbers), trunk.media.encryption) == ("mine", [SIP_NUMBER], expected)
        assert (trunk.auth_username, trunk.auth_password) == ("user", "pass")
    assert outbound.address == "sip.example.com"
    assert list(rule.trunk_ids) == [inbound.sip_trunk_id]
    direct = rule.rule.dispatch_rule_direct
    assert (direct.room_name, direct.pin) == ("lobby", "1234")


def test_a_sip_number_without_a_room_gets_one_for_each_call(client, listed) -> None:
    vendor_requests.import_trunk_to_butter(client, SIP_NUMBER, supports_outbound=False, inbound_pin="1234")

    _, (rule,), outbound = listed()
    assert (rule.rule.WhichOneof("rule"), outbound) == ("dispatch_rule_individual", [])
    assert rule.rule.dispatch_rule_individual.pin == "1234"


def test_a_sip_number_that_butter_refuses_leaves_livekit_alone(client, listed) -> None:
    answers = [vendor_requests.import_trunk_to_butter(client, SIP_NUMBER) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 409]
    assert [len(each) for each in listed()] == [1, 1, 1]


def test_a_twilio_number_of_butters_carries_its_webhook_while_it_is_assigned(client, handler, choose) -> None:
    choose("butter", check_carrier=True)

    imported = vendor_requests.import_to_butter(client, *OWN["twilio"])
    seen = [handler("twilio")()]
    for change in (vendor_requests.assign_at_butter, vendor_requests.unassign_at_butter):
        assert change(client, imported).status_code == 200
        seen.append(handler("twilio")())

    assert seen == [None, "https://api.getbutter.ai/webhooks/twilio/voice", None]


def test_a_twilio_number_of_butters_carries_its_webhook_from_the_import_where_a_setting_says_so(
    client, handler, choose
) -> None:
    choose("butter", webhook_at="import")

    vendor_requests.import_to_butter(client, *OWN["twilio"])

    assert handler("twilio")() == "https://api.getbutter.ai/webhooks/twilio/voice"


# Chorus and Hamsa, whose pages say nothing of Twilio being asked


def test_a_twilio_number_of_choruss_carries_its_webhook_only_where_the_carrier_is_asked(
    client, handler, choose
) -> None:
    vendor_requests.add_to_chorus(client, *OWN["twilio"])
    unasked = handler("twilio")()
    choose("chorus", check_carrier=True)

    added = vendor_requests.add_to_chorus(client, *OWN["twilio"])

    assert (added.status_code, unasked) == (201, None)
    assert handler("twilio")() == "https://api.chorus-ai.co/webhooks/twilio/voice"


def test_a_twilio_number_of_hamsas_sits_on_a_trunk_that_leads_to_hamsa(client, twilio, choose) -> None:
    choose("hamsa", check_carrier=True)

    added = vendor_requests.add_to_hamsa(client, *OWN["twilio"])

    number = twilio().incoming_phone_numbers(TWILIO_SID).fetch()
    trunk = twilio().trunking.v1.trunks(number.trunk_sid)
    (target,) = trunk.origination_urls.list()
    assert target.sip_url == added.json()["data"]["sipInboundConfigs"]["originationUri"]
    assert [each.sid for each in trunk.phone_numbers.list()] == [TWILIO_SID]
    assert (target.enabled, trunk.fetch().friendly_name) == (True, "Hamsa")


# The other way round: what was given back is not owned any more


@pytest.fixture
def release(twilio, plivo_client, telnyx_client):
    """Gives a carrier's number in `OWN` back."""
    return {
        "twilio": lambda: twilio().incoming_phone_numbers(TWILIO_SID).delete(),
        "plivo": lambda: plivo_client.numbers.delete(PLIVO_NUMBER),
        "telnyx": lambda: telnyx_client.phone_numbers.delete(TELNYX_ID),
    }.__getitem__


@pytest.mark.parametrize("carrier", OWN)
def test_weya_does_not_take_a_number_that_was_given_back(client, release, carrier) -> None:
    release(carrier)()

    refused = vendor_requests.add_to_weya(client, carrier, *OWN[carrier])

    assert refused.status_code == 400
    assert "not owned" in refused.text


@pytest.mark.parametrize(
    ("vendor", "add"),
    [
        ("hamsa", vendor_requests.add_to_hamsa),
        ("chorus", vendor_requests.add_to_chorus),
        ("butter", vendor_requests.import_to_butter),
    ],
)
def test_a_vendor_that_asks_does_not_take_a_number_that_was_given_back(client, choose, release, vendor, add) -> None:
    choose(vendor, check_carrier=True)
    release("twilio")()

    assert 400 <= add(client, *OWN["twilio"]).status_code < 500


def test_an_account_that_owns_any_number_does_not_own_the_one_that_it_gave_back(client, twilio) -> None:
    added = vendor_requests.add_to_weya(client, "twilio", PLACEHOLDER, "+15551234567")
    (number,) = twilio(PLACEHOLDER).incoming_phone_numbers.list(phone_number="+15551234567")
    number.delete()
    vendor_requests.delete_from_weya(client, added)

    again = vendor_requests.add_to_weya(client, "twilio", PLACEHOLDER, "+15551234567")

    assert (added.status_code, again.status_code) == (201, 400)


# Accounts that fail on purpose

NOTES = {
    "wrong": r"wrong|no such key",
    "suspended": r"suspended",
    "owns nothing": r"owns nothing|nothing in it",
    "refuses the webhook": r"refuses|cannot write",
    "rate-limited": r"rate.limit",
}
LIVEKIT = "/livekit/twirp/livekit.SIP/"
READS = {
    "twilio": ("GET", "/twilio/2010-04-01/Accounts/{id}/IncomingPhoneNumbers.json", "incoming_phone_numbers"),
    "plivo": ("GET", "/plivo/v1/Account/{id}/Number/", "objects"),
    "telnyx": ("GET", "/telnyx/v2/phone_numbers", "data"),
    "livekit": ("POST", f"{LIVEKIT}ListSIPInboundTrunk", "items"),
}
WRITES = {
    "twilio": "/twilio/2010-04-01/Accounts/{id}/IncomingPhoneNumbers/PN00000000000000000000000000000006.json",
    "plivo": "/plivo/v1/Account/{id}/Number/12125550101/",
    "telnyx": "/telnyx/v2/call_control_applications",
    "livekit": f"{LIVEKIT}CreateSIPInboundTrunk",
}
BODIES: dict[str, dict[str, Any]] = {
    "twilio": {"data": {"VoiceUrl": "https://example.com"}},
    "plivo": {"json": {"alias": "mine"}},
    "telnyx": {"json": {"application_name": "mine", "webhook_event_url": "https://example.com"}},
    "livekit": {"json": {"trunk": {"numbers": [SIP_NUMBER]}}},
}


@pytest.fixture
def credential(client):
    """The headers of the one credential of a carrier whose note in the world says this."""
    world = client.get("/__admin/world").raise_for_status().json()["emulators"]

    def credential(carrier: str, note: str) -> dict[str, str]:
        (found,) = [each for each in world[carrier]["credentials"] if re.search(NOTES[note], each["note"])]
        return found["headers"]

    return credential


def path(template: str, headers: dict[str, str]) -> str:
    """With the user of a Basic credential, where the path names the account."""
    if "{id}" not in template:
        return template
    return template.format(id=base64.b64decode(headers["Authorization"].split()[1]).decode().partition(":")[0])


@pytest.mark.parametrize("carrier", READS)
@pytest.mark.parametrize(("note", "status"), [("wrong", 401), ("suspended", 403), ("rate-limited", 429)])
def test_an_account_that_fails_on_purpose_is_listed_with_a_note_and_fails(
    client, credential, carrier, note, status
) -> None:
    method, template, _ = READS[carrier]
    headers = credential(carrier, note)

    answer = client.request(method, path(template, headers), headers=headers, json={} if method == "POST" else None)

    assert answer.status_code == status


@pytest.mark.parametrize("carrier", READS)
def test_an_account_that_owns_nothing_is_listed_with_a_note_and_opens(client, credential, carrier) -> None:
    method, template, key = READS[carrier]
    headers = credential(carrier, "owns nothing")

    answer = client.request(method, path(template, headers), headers=headers, json={} if method == "POST" else None)

    assert (answer.status_code, answer.json()[key]) == (200, [])


@pytest.mark.parametrize("carrier", WRITES)
def test_an_account_that_refuses_the_webhook_is_listed_with_a_note_and_refuses_it(client, credential, carrier) -> None:
    headers = credential(carrier, "refuses the webhook")

    answer = client.post(path(WRITES[carrier], headers), headers=headers, **BODIES[carrier])

    assert answer.status_code == 500
