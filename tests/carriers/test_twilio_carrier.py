"""What a vendor may ask of Twilio, and that Twilio's own rows show it."""

from __future__ import annotations

import pytest

from emulators.carriers.twilio import emulator, numbers, seed
from emulators.carriers.twilio.tables import (
    CREDENTIAL_LISTS,
    CREDENTIALS,
    NUMBERS,
    ORIGINATION_URLS,
    TRUNK_CREDENTIAL_LISTS,
    TRUNKS,
)
from emulators.core import magic
from emulators.core.carrier import Account, CarrierFailure, Trunk, Webhook
from emulators.core.namespaces import Namespaces

OWNER = Account(seed.ACCOUNT, seed.TOKEN)
PLACEHOLDER = Account("your_account_sid", "your_auth_token")
LIMITED = Account(seed.LIMITED, seed.LIMITED_TOKEN)
REFUSING = Account(seed.REFUSING, seed.REFUSING_TOKEN)
WRONG = Account(seed.ACCOUNT, "0" * 32)
WEBHOOK = Webhook("vendor", "https://vendor.example.com/voice", "https://vendor.example.com/status")
NUMBER = "+14155550100"
ANYTHING = "+15551234567"


@pytest.fixture
def namespace():
    namespaces = Namespaces((emulator,))
    yield namespaces.get("default")
    namespaces.close()


@pytest.fixture
def twilio(namespace):
    return namespace.carriers["twilio"]


def row(namespace, account: Account, number: str):
    return namespace.store.find(NUMBERS, account_sid=account.id, phone_number=number)


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        pytest.param(OWNER, True, id="owner"),
        pytest.param(Account(seed.API_KEY, seed.API_SECRET), True, id="api_key"),
        pytest.param(PLACEHOLDER, True, id="placeholder"),
        pytest.param(Account("ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "your_twilio_auth_token"), True, id="primary_token"),
        pytest.param(Account("ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "your-auth-token"), True, id="secondary_token"),
        pytest.param(Account("<string>", "<string>"), True, id="string"),
        pytest.param(WRONG, False, id="wrong_token"),
        pytest.param(Account(seed.API_KEY, "wrong"), False, id="wrong_secret"),
        pytest.param(Account("", ""), False, id="nothing"),
        pytest.param(Account(seed.SUSPENDED, seed.SUSPENDED_TOKEN), False, id="suspended"),
        pytest.param(Account(seed.TEST, seed.TEST_TOKEN), False, id="test_credentials"),
    ],
)
def test_credentials_open_live_accounts_alone(twilio, account, expected) -> None:
    assert twilio.authenticate(account) is expected


@pytest.mark.parametrize(
    ("account", "number", "expected"),
    [
        pytest.param(OWNER, NUMBER, True, id="owned"),
        pytest.param(OWNER, "14155550100", True, id="without_plus"),
        pytest.param(OWNER, "+1 (415) 555-0100", True, id="punctuated"),
        pytest.param(OWNER, "+1415555010", False, id="a_part_of_an_owned_one"),
        pytest.param(OWNER, ANYTHING, False, id="not_owned"),
        pytest.param(WRONG, NUMBER, False, id="wrong_token"),
        pytest.param(Account(seed.EMPTY, seed.EMPTY_TOKEN), NUMBER, False, id="owns_nothing"),
        pytest.param(PLACEHOLDER, ANYTHING, True, id="placeholder"),
        pytest.param(PLACEHOLDER, magic.NOT_OWNED, False, id="magic_not_owned"),
        pytest.param(PLACEHOLDER, magic.INVALID, False, id="magic_invalid"),
        pytest.param(OWNER, magic.WRITE_FAILS, True, id="magic_write_fails"),
    ],
)
def test_ownership_is_exact(twilio, account, number, expected) -> None:
    assert twilio.owns(account, number) is expected


def test_a_limited_account_asks_for_fewer_requests(twilio) -> None:
    with pytest.raises(CarrierFailure) as caught:
        twilio.authenticate(LIMITED)

    assert caught.value.limited


def test_a_webhook_is_set_and_released(namespace, twilio) -> None:
    twilio.configure_webhook(OWNER, NUMBER, WEBHOOK)
    configured = row(namespace, OWNER, NUMBER)
    twilio.release_webhook(OWNER, NUMBER)
    released = row(namespace, OWNER, NUMBER)

    assert (configured["voice_url"], configured["voice_method"]) == (WEBHOOK.voice_url, "POST")
    assert configured["status_callback"] == WEBHOOK.status_url
    assert (released["voice_url"], released["status_callback"]) == (None, "")


def test_a_placeholders_number_becomes_a_row_when_it_is_configured(namespace, twilio) -> None:
    before = row(namespace, PLACEHOLDER, ANYTHING)

    twilio.configure_webhook(PLACEHOLDER, "15551234567", WEBHOOK)

    assert before is None
    assert row(namespace, PLACEHOLDER, ANYTHING)["voice_url"] == WEBHOOK.voice_url


def test_a_number_released_at_the_carrier_is_owned_no_more(namespace, twilio) -> None:
    twilio.configure_webhook(PLACEHOLDER, ANYTHING, WEBHOOK)

    numbers.release(namespace.store, PLACEHOLDER.id, row(namespace, PLACEHOLDER, ANYTHING)["sid"])

    assert not twilio.owns(PLACEHOLDER, ANYTHING)
    with pytest.raises(CarrierFailure):
        twilio.configure_webhook(PLACEHOLDER, ANYTHING, WEBHOOK)


def test_releasing_the_webhook_of_a_number_that_is_gone_is_no_failure(namespace, twilio) -> None:
    numbers.release(namespace.store, OWNER.id, row(namespace, OWNER, NUMBER)["sid"])

    twilio.release_webhook(OWNER, NUMBER)

    assert row(namespace, OWNER, NUMBER) is None


@pytest.mark.parametrize(
    ("account", "number"),
    [
        pytest.param(WRONG, NUMBER, id="wrong_token"),
        pytest.param(OWNER, ANYTHING, id="not_owned"),
        pytest.param(REFUSING, "+14155550140", id="refuses_webhooks"),
        pytest.param(PLACEHOLDER, magic.WRITE_FAILS, id="magic_write_fails"),
        pytest.param(LIMITED, "+14155550150", id="rate_limited"),
    ],
)
def test_what_cannot_be_configured_fails_and_leaves_no_trace(namespace, twilio, account, number) -> None:
    before = [namespace.store.select(table, {}) for table in (NUMBERS, TRUNKS)]

    with pytest.raises(CarrierFailure):
        twilio.configure_webhook(account, number, WEBHOOK)
    with pytest.raises(CarrierFailure):
        twilio.create_trunk(account, Trunk("vendor", number, inbound=True))

    assert [namespace.store.select(table, {}) for table in (NUMBERS, TRUNKS)] == before


def test_a_trunk_for_calls_in_leads_to_the_origination_uri(namespace, twilio) -> None:
    uri = "sip:vendor.example.com;transport=tcp"

    made = twilio.create_trunk(OWNER, Trunk("vendor", NUMBER, inbound=True, origination_uri=uri))

    trunk, origination = made
    assert row(namespace, OWNER, NUMBER)["trunk_sid"] == trunk
    assert namespace.store.find(ORIGINATION_URLS, sid=origination)["sip_url"] == uri
    assert namespace.store.find(TRUNKS, sid=trunk)["domain_name"] is None


def test_a_trunk_for_calls_out_has_a_domain_and_credentials(namespace, twilio) -> None:
    wanted = Trunk("vendor", NUMBER, outbound=True, address="sip.example.com", username="user", password="secret")

    trunk, credential_list = twilio.create_trunk(OWNER, wanted)

    assert namespace.store.find(TRUNKS, sid=trunk)["domain_name"].endswith(".pstn.twilio.com")
    assert namespace.store.find(TRUNK_CREDENTIAL_LISTS, trunk_sid=trunk)["credential_list_sid"] == credential_list
    assert namespace.store.find(CREDENTIALS, credential_list_sid=credential_list)["username"] == "user"


def test_a_deleted_trunk_takes_all_that_was_made_with_it(namespace, twilio) -> None:
    wanted = Trunk("vendor", NUMBER, inbound=True, outbound=True, origination_uri="sip:a", username="u", password="p")
    tables = (TRUNKS, ORIGINATION_URLS, CREDENTIALS, CREDENTIAL_LISTS, TRUNK_CREDENTIAL_LISTS)
    before = [namespace.store.count(table) for table in tables]

    made = twilio.create_trunk(OWNER, wanted)
    twilio.delete_trunk(OWNER, made)
    twilio.delete_trunk(OWNER, made)

    assert row(namespace, OWNER, NUMBER)["trunk_sid"] is None
    assert [namespace.store.count(table) for table in tables] == before


def test_a_trunk_of_another_account_is_left_alone(namespace, twilio) -> None:
    made = twilio.create_trunk(OWNER, Trunk("vendor", NUMBER, inbound=True))

    twilio.delete_trunk(PLACEHOLDER, made)

    assert namespace.store.find(TRUNKS, sid=made[0])
