"""Plivo as a vendor asks it, through the store of one namespace."""

from __future__ import annotations

import pytest

from emulators.carriers.plivo import emulator, seed, tables
from emulators.core.carrier import Account, CarrierFailure, Trunk, Webhook
from emulators.core.magic import INVALID, NOT_OWNED, WRITE_FAILS
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options

DEMO = Account(seed.DEMO, "plivo-demo-token")
PLACEHOLDER = Account("your_account_sid", "your_auth_token")
NOTHING = Account("MAOWNSNOTHING0000001", "plivo-nothing-token")
SUSPENDED = Account("MASUSPENDED000000001", "plivo-suspended-token")
REFUSING = Account("MAREFUSESWRITES00001", "plivo-readonly-token")
LIMITED = Account("MARATELIMITED0000001", "plivo-limited-token")
WEBHOOK = Webhook("weya", "https://example.com/voice", "https://example.com/status")


@pytest.fixture
def namespace():
    namespaces = Namespaces((emulator,), Options(seed=1))
    yield namespaces.get("default")
    namespaces.close()


@pytest.fixture
def carrier(namespace):
    return namespace.carriers["plivo"]


def number_of(namespace, account: Account, digits: str):
    return namespace.store.find(tables.NUMBERS, resource_uri=tables.number_uri(account.id, digits))


@pytest.mark.parametrize(
    ("account", "opens"),
    [
        pytest.param(DEMO, True, id="demo"),
        pytest.param(PLACEHOLDER, True, id="placeholder"),
        pytest.param(REFUSING, True, id="refuses_writes"),
        pytest.param(Account(seed.DEMO, "wrong-token"), False, id="wrong_token"),
        pytest.param(Account("MA" + "X" * 18, "plivo-demo-token"), False, id="unknown"),
        pytest.param(SUSPENDED, False, id="suspended"),
    ],
)
def test_credentials_open_an_account_in_good_standing(carrier, account, opens) -> None:
    assert carrier.authenticate(account) is opens


def test_a_rate_limited_account_says_so(carrier) -> None:
    with pytest.raises(CarrierFailure) as caught:
        carrier.authenticate(LIMITED)

    assert caught.value.limited


@pytest.mark.parametrize(
    ("account", "number", "owned"),
    [
        pytest.param(DEMO, "+12125550101", True, id="own"),
        pytest.param(DEMO, "12125550101", True, id="own_without_plus"),
        pytest.param(DEMO, "+1212555010", False, id="a_part_of_it"),
        pytest.param(DEMO, "+12125550190", False, id="somebody_elses"),
        pytest.param(PLACEHOLDER, "+12125551234", True, id="any"),
        pytest.param(PLACEHOLDER, "number", False, id="no_number"),
        pytest.param(PLACEHOLDER, NOT_OWNED, False, id="magic_not_owned"),
        pytest.param(PLACEHOLDER, INVALID, False, id="magic_invalid"),
        pytest.param(DEMO, WRITE_FAILS, True, id="magic_write_fails"),
        pytest.param(NOTHING, "+12125550101", False, id="owns_nothing"),
        pytest.param(SUSPENDED, "+12125550101", False, id="suspended"),
    ],
)
def test_a_number_is_owned_exactly(carrier, account, number, owned) -> None:
    assert carrier.owns(account, number) is owned


def test_asking_writes_nothing(carrier, namespace) -> None:
    with namespace.store.reading():
        assert carrier.owns(PLACEHOLDER, "+12125551234")

    assert number_of(namespace, PLACEHOLDER, "12125551234") is None


def test_a_webhook_makes_an_application_and_points_the_number_at_it(carrier, namespace) -> None:
    carrier.configure_webhook(PLACEHOLDER, "+12125551234", WEBHOOK)
    (application,) = namespace.store.select(tables.APPLICATIONS, {"app_name": "weya"})

    assert number_of(namespace, PLACEHOLDER, "12125551234")["application"] == application["resource_uri"]
    assert (application["answer_url"], application["hangup_url"]) == (WEBHOOK.voice_url, WEBHOOK.status_url)


def test_the_next_webhook_reuses_the_application_by_its_name(carrier, namespace) -> None:
    carrier.configure_webhook(DEMO, "+12125550101", WEBHOOK)
    carrier.configure_webhook(
        DEMO, "12125550102", Webhook("weya", "https://example.com/new", "https://example.com/status")
    )
    (application,) = namespace.store.select(tables.APPLICATIONS, {"app_name": "weya"})

    assert application["answer_url"] == "https://example.com/new"
    assert number_of(namespace, DEMO, "12125550101")["application"] == application["resource_uri"]
    assert number_of(namespace, DEMO, "12125550102")["application"] == application["resource_uri"]


def test_a_webhook_released_takes_the_number_off_its_application(carrier, namespace) -> None:
    carrier.configure_webhook(DEMO, "+12125550102", WEBHOOK)
    carrier.release_webhook(DEMO, "+12125550102")
    carrier.release_webhook(DEMO, "+12125550199")

    assert number_of(namespace, DEMO, "12125550102")["application"] is None


@pytest.mark.parametrize(
    ("account", "number", "words"),
    [
        pytest.param(REFUSING, "+12125551234", "did not take", id="account_refuses_writes"),
        pytest.param(DEMO, WRITE_FAILS, "did not take", id="magic_write_fails"),
        pytest.param(DEMO, "+12125550190", "does not own", id="not_owned"),
        pytest.param(SUSPENDED, "+12125551234", "does not accept", id="suspended"),
    ],
)
def test_a_webhook_that_fails_changes_nothing(carrier, namespace, account, number, words) -> None:
    with pytest.raises(CarrierFailure, match=words):
        carrier.configure_webhook(account, number, WEBHOOK)

    assert namespace.store.count(tables.APPLICATIONS, app_name="weya") == 0


def test_there_are_no_trunks(carrier) -> None:
    with pytest.raises(CarrierFailure, match="no SIP trunk"):
        carrier.create_trunk(DEMO, Trunk("mine", "+12125550101"))

    assert carrier.delete_trunk(DEMO, ()) is None
