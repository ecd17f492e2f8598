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
from emulators.core.carrier import Account, CarrierFailure, SipTrunk, Webhook
from emulators.core.namespaces import Namespaces

OWNER = Account(seed.ACCOUNT, seed.TOKEN)
PLACEHOLDER = Account("your_account_sid", "your_auth_token")
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
        pytest.param(Account(seed.API_KEY, seed.API_SECRET), True, id="api_key"),
        pytest.param(Account("ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "your_twilio_auth_token"), True, id="primary_token"),
        pytest.param(Account("ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "your-auth-token"), True, id="secondary_token"),
        pytest.param(Account("<string>", "<string>"), True, id="string"),
        pytest.param(Account(seed.API_KEY, "wrong"), False, id="wrong_secret"),
    ],
)
def test_an_api_key_and_both_tokens_of_a_placeholder_open_the_account(twilio, account, expected) -> None:
    assert twilio.authenticate(account) is expected


def test_a_webhook_is_posted_to_and_hears_of_the_end_until_it_is_released(namespace, twilio) -> None:
    twilio.configure_webhook(OWNER, NUMBER, WEBHOOK)
    configured = row(namespace, OWNER, NUMBER)
    twilio.release_webhook(OWNER, NUMBER)
    released = row(namespace, OWNER, NUMBER)

    assert (configured["voice_url"], configured["voice_method"]) == (WEBHOOK.voice_url, "POST")
    assert configured["status_callback"] == WEBHOOK.status_url
    assert (released["voice_url"], released["status_callback"]) == (None, "")


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


def test_a_trunk_for_calls_in_leads_to_the_origination_uri(namespace, twilio) -> None:
    uri = "sip:vendor.example.com;transport=tcp"

    made = twilio.create_trunk(OWNER, SipTrunk("vendor", NUMBER, inbound=True, origination_uri=uri))

    trunk, origination = made
    assert row(namespace, OWNER, NUMBER)["trunk_sid"] == trunk
    assert namespace.store.find(ORIGINATION_URLS, sid=origination)["sip_url"] == uri
    assert namespace.store.find(TRUNKS, sid=trunk)["domain_name"] is None


def test_a_trunk_for_calls_out_has_a_domain_and_credentials(namespace, twilio) -> None:
    wanted = SipTrunk("vendor", NUMBER, outbound=True, address="sip.example.com", username="user", password="secret")

    trunk, credential_list = twilio.create_trunk(OWNER, wanted)

    assert namespace.store.find(TRUNKS, sid=trunk)["domain_name"].endswith(".pstn.twilio.com")
    assert namespace.store.find(TRUNK_CREDENTIAL_LISTS, trunk_sid=trunk)["credential_list_sid"] == credential_list
    assert namespace.store.find(CREDENTIALS, credential_list_sid=credential_list)["username"] == "user"


def test_a_deleted_trunk_takes_all_that_was_made_with_it(namespace, twilio) -> None:
    wanted = SipTrunk(
        "vendor", NUMBER, inbound=True, outbound=True, origination_uri="sip:a", username="u", password="p"
    )
    tables = (TRUNKS, ORIGINATION_URLS, CREDENTIALS, CREDENTIAL_LISTS, TRUNK_CREDENTIAL_LISTS)
    before = [namespace.store.count(table) for table in tables]

    made = twilio.create_trunk(OWNER, wanted)
    twilio.delete_trunk(OWNER, made)
    twilio.delete_trunk(OWNER, made)

    assert row(namespace, OWNER, NUMBER)["trunk_sid"] is None
    assert [namespace.store.count(table) for table in tables] == before


def test_a_trunk_needs_no_origination_url(asked) -> None:
    assert len(asked.carrier("twilio").create_trunk(OWNER, SipTrunk("mine", NUMBER))) == 1
