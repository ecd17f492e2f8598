"""What every carrier does for a vendor, asked in this process and asked over HTTP at another server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import carrier_accounts as accounts
import pytest

from emulators.core import magic
from emulators.core.carrier import CarrierFailure, SipTrunk, Webhook
from emulators.core.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Iterator

CARRIERS = tuple(emulator.name for emulator in discover() if emulator.kind == "carrier")
RENTING = ("twilio", "plivo", "telnyx")
"""The carriers that rent numbers out and point them somewhere."""
TRUNKING = {"twilio": accounts.TWILIO, "livekit": accounts.PLATFORM}
"""The carriers at which trunks are made, and an account that may make them."""
UNKNOWN = "+15559876543"
WEBHOOK = Webhook("mine", "https://example.com/voice", "https://example.com/status")
NEWER = Webhook("mine", "https://example.com/newer", "https://example.com/status")


def by_name(names: Any = CARRIERS) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", names)


def test_the_carriers_are_these_four() -> None:
    assert sorted(CARRIERS) == sorted(accounts.GOOD)


# authenticate


@pytest.mark.parametrize(
    ("name", "account", "expected"),
    [
        *(pytest.param(name, account, True, id=f"{name}-good") for name, account in accounts.GOOD.items()),
        *(pytest.param(name, accounts.PLACEHOLDER, True, id=f"{name}-placeholder") for name in RENTING),
        *(pytest.param(name, account, True, id=f"{name}-refusing") for name, account in accounts.REFUSING.items()),
        *(
            pytest.param(name, account, kind == "nothing", id=f"{name}-{kind}")
            for name, failing in accounts.FAILING.items()
            for kind, account in failing.items()
            if kind != "limited"
        ),
    ],
)
def test_credentials_open_an_active_account_and_nothing_else(asked, name, account, expected) -> None:
    assert asked.carrier(name).authenticate(account) is expected


@by_name()
def test_an_account_over_its_limit_asks_for_fewer_requests(asked, name) -> None:
    carrier, limited = asked.carrier(name), accounts.FAILING[name]["limited"]

    for ask in (carrier.authenticate, lambda account: carrier.owns(account, UNKNOWN)):
        with pytest.raises(CarrierFailure) as caught:
            ask(limited)

        assert caught.value.limited


# owns


def _ownership() -> Iterator[Any]:
    for name, number in accounts.OWN_NUMBER.items():
        good = accounts.GOOD[name]
        yield pytest.param(name, good, number, True, id=f"{name}-own")
        yield pytest.param(name, good, number[1:], True, id=f"{name}-own_without_plus")
        yield pytest.param(name, good, number[:-1], False, id=f"{name}-a_part_of_an_own_one")
        yield pytest.param(name, good, UNKNOWN, False, id=f"{name}-nobodys")
        yield pytest.param(name, good, accounts.FOREIGN_NUMBER[name], False, id=f"{name}-somebody_elses")
        yield pytest.param(name, good, magic.NOT_OWNED, False, id=f"{name}-magic_not_owned")
        yield pytest.param(name, good, magic.INVALID, False, id=f"{name}-magic_invalid")
        for kind in ("wrong", "suspended", "nothing", "nobody"):
            yield pytest.param(name, accounts.FAILING[name][kind], number, False, id=f"{name}-{kind}")
    for name in RENTING:
        yield pytest.param(name, accounts.GOOD[name], magic.WRITE_FAILS, True, id=f"{name}-magic_write_fails")
        yield pytest.param(name, accounts.PLACEHOLDER, UNKNOWN, True, id=f"{name}-placeholder_any")
        yield pytest.param(name, accounts.PLACEHOLDER, magic.NOT_OWNED, False, id=f"{name}-placeholder_not_owned")
        yield pytest.param(name, accounts.PLACEHOLDER, magic.INVALID, False, id=f"{name}-placeholder_invalid")
        yield pytest.param(name, accounts.PLACEHOLDER, "number", False, id=f"{name}-placeholder_no_number")
    for punctuated in ("twilio", "livekit"):
        number = accounts.OWN_NUMBER[punctuated]
        spelled = f"+{number[1]} ({number[2:5]}) {number[5:8]}-{number[8:]}"
        yield pytest.param(punctuated, accounts.GOOD[punctuated], spelled, True, id=f"{punctuated}-punctuated")


@pytest.mark.parametrize(("name", "account", "number", "expected"), list(_ownership()))
def test_a_number_is_owned_exactly(asked, name, account, number, expected) -> None:
    assert asked.carrier(name).owns(account, number) is expected


@by_name(RENTING)
def test_asking_whether_a_number_is_owned_writes_nothing(here, name) -> None:
    before = here.state(name)

    assert here.carrier(name).owns(accounts.PLACEHOLDER, UNKNOWN)
    assert here.state(name) == before


# configure_webhook and release_webhook


def answering(asked, name: str, number: str) -> str | None:
    """The URL that a call to this number is reported to, or None."""
    if name == "twilio":
        (row,) = [row for row in asked.rows(name, "incoming_phone_numbers") if row["phone_number"] == number]
        return row["voice_url"] or None
    if name == "plivo":
        (row,) = [row for row in asked.rows(name, "numbers") if row["number"] == number[1:]]
        applications = {each["resource_uri"]: each["answer_url"] for each in asked.rows(name, "applications")}
        return applications.get(row["application"])
    (row,) = [row for row in asked.rows(name, "phone_numbers") if row["phone_number"] == number]
    connections = {each["id"]: each["webhook_event_url"] for each in asked.rows(name, "call_control_applications")}
    return connections.get(row["connection_id"])


@by_name(RENTING)
def test_a_number_is_pointed_at_the_webhook_until_it_is_released(asked, name) -> None:
    account, number = accounts.GOOD[name], accounts.OWN_NUMBER[name]
    seen = [answering(asked, name, number)]

    asked.carrier(name).configure_webhook(account, number, WEBHOOK)
    seen.append(answering(asked, name, number))
    asked.carrier(name).release_webhook(account, number[1:])
    seen.append(answering(asked, name, number))

    assert seen == [None, WEBHOOK.voice_url, None]


@by_name(RENTING)
def test_a_number_of_an_account_that_owns_any_becomes_a_row_when_it_is_configured(asked, name) -> None:
    asked.carrier(name).configure_webhook(accounts.PLACEHOLDER, UNKNOWN[1:], WEBHOOK)

    assert answering(asked, name, UNKNOWN) == WEBHOOK.voice_url


@pytest.mark.parametrize(
    ("name", "table", "named"),
    [("plivo", "applications", "app_name"), ("telnyx", "call_control_applications", "application_name")],
)
def test_an_application_is_made_once_and_pointed_anew(asked, name, table, named) -> None:
    account, carrier = accounts.PLACEHOLDER, asked.carrier(name)
    numbers = (UNKNOWN, "+15559876544")

    for number, webhook in zip(numbers, (WEBHOOK, NEWER), strict=True):
        carrier.configure_webhook(account, number, webhook)

    assert [row[named] for row in asked.rows(name, table)].count("mine") == 1
    assert [answering(asked, name, number) for number in numbers] == [NEWER.voice_url] * 2


@by_name()
def test_releasing_a_number_that_is_not_owned_is_no_failure(asked, name) -> None:
    before = asked.state(name)

    asked.carrier(name).release_webhook(accounts.GOOD[name], "+15559999999")

    assert asked.state(name) == before


def _refused() -> Iterator[Any]:
    for name in RENTING:
        own = accounts.OWN_NUMBER[name]
        for kind in ("wrong", "suspended", "nothing", "limited"):
            yield pytest.param(name, accounts.FAILING[name][kind], own, id=f"{name}-{kind}")
        yield pytest.param(name, accounts.GOOD[name], UNKNOWN, id=f"{name}-not_owned")
        yield pytest.param(name, accounts.GOOD[name], accounts.FOREIGN_NUMBER[name], id=f"{name}-somebody_elses")
        yield pytest.param(name, accounts.GOOD[name], magic.NOT_OWNED, id=f"{name}-magic_not_owned")
        yield pytest.param(name, accounts.GOOD[name], magic.INVALID, id=f"{name}-magic_invalid")
        yield pytest.param(name, accounts.GOOD[name], magic.WRITE_FAILS, id=f"{name}-magic_write_fails")
        yield pytest.param(name, accounts.REFUSING[name], accounts.REFUSING_NUMBER[name], id=f"{name}-refusing")
    yield pytest.param("livekit", accounts.LIVEKIT, accounts.OWN_NUMBER["livekit"], id="livekit-has_no_webhooks")


REFUSED = list(_refused())


@pytest.mark.parametrize(("name", "account", "number"), REFUSED)
def test_what_cannot_be_configured_is_a_failure(asked, name, account, number) -> None:
    with pytest.raises(CarrierFailure):
        asked.carrier(name).configure_webhook(account, number, WEBHOOK)


@pytest.mark.parametrize(("name", "account", "number"), REFUSED)
def test_what_cannot_be_configured_here_leaves_no_trace(here, name, account, number) -> None:
    before = here.state(name)

    with pytest.raises(CarrierFailure):
        here.carrier(name).configure_webhook(account, number, WEBHOOK)

    assert here.state(name) == before


@pytest.mark.parametrize(
    ("name", "account", "number", "words"),
    [
        *(pytest.param(name, accounts.FAILING[name]["wrong"], UNKNOWN, "does not accept", id=name) for name in RENTING),
        *(pytest.param(name, accounts.GOOD[name], UNKNOWN, "does not own", id=f"{name}-not_owned") for name in RENTING),
        *(
            pytest.param(
                name,
                accounts.REFUSING[name],
                accounts.REFUSING_NUMBER[name],
                "did not take the change",
                id=f"{name}-refusing",
            )
            for name in RENTING
        ),
    ],
)
def test_a_failure_here_names_the_carrier_and_says_what_is_wrong(here, name, account, number, words) -> None:
    with pytest.raises(CarrierFailure, match=rf"(?i){name} .*{words}"):
        here.carrier(name).configure_webhook(account, number, WEBHOOK)


# create_trunk and delete_trunk


def trunk(name: str, **more: Any) -> SipTrunk:
    """A trunk for a number that the account of `TRUNKING` may put on one."""
    return SipTrunk("mine", accounts.OWN_NUMBER["twilio"] if name == "twilio" else UNKNOWN, **more)


BOTH_WAYS: dict[str, Any] = {
    "inbound": True,
    "outbound": True,
    "address": "sip.example.com",
    "origination_uri": "sip:vendor.example.com;transport=tcp",
}
PREFIXES = {"twilio": ["TK", "OU"], "livekit": ["ST", "SDR", "ST"]}


@by_name(TRUNKING)
def test_a_trunk_is_made_whole_and_deleted_whole_and_may_be_deleted_again(asked, name) -> None:
    account, carrier = TRUNKING[name], asked.carrier(name)
    before = asked.state(name)

    made = carrier.create_trunk(account, trunk(name, **BOTH_WAYS))
    during = asked.state(name)
    carrier.delete_trunk(account, made)
    carrier.delete_trunk(account, made)

    assert [re.sub("[^A-Z].*", "", each) for each in made] == PREFIXES[name]
    assert _changed(before, during) == _tables(name)
    assert _changed(before, asked.state(name)) <= {"twilio_incoming_phone_numbers"}


def _changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def _tables(name: str) -> set[str]:
    """The tables in which a trunk for both directions is seen."""
    if name == "twilio":
        return {"twilio_trunks", "twilio_origination_urls", "twilio_incoming_phone_numbers"}
    return {"livekit_inbound_trunks", "livekit_dispatch_rules", "livekit_outbound_trunks"}


def test_a_number_is_off_a_deleted_trunk_of_twilios(asked) -> None:
    account, carrier = accounts.TWILIO, asked.carrier("twilio")

    carrier.delete_trunk(account, carrier.create_trunk(account, trunk("twilio", **BOTH_WAYS)))

    (row,) = [
        row
        for row in asked.rows("twilio", "incoming_phone_numbers")
        if row["phone_number"] == accounts.OWN_NUMBER["twilio"]
    ]
    assert row["trunk_sid"] is None


@pytest.mark.parametrize(
    ("name", "stranger"), [("twilio", accounts.PLACEHOLDER), ("livekit", accounts.LIVEKIT)], ids=TRUNKING
)
def test_a_trunk_of_another_account_is_left_alone(asked, name, stranger) -> None:
    made = asked.carrier(name).create_trunk(TRUNKING[name], trunk(name, **BOTH_WAYS))
    before = asked.state(name)

    asked.carrier(name).delete_trunk(stranger, made)

    assert asked.state(name) == before


@pytest.mark.parametrize(
    ("name", "account", "wanted"),
    [
        *(
            pytest.param(name, accounts.FAILING[name][kind], trunk(name, **BOTH_WAYS), id=f"{name}-{kind}")
            for name in TRUNKING
            for kind in ("wrong", "suspended", "limited")
        ),
        pytest.param(
            "twilio",
            accounts.REFUSING["twilio"],
            SipTrunk("mine", accounts.REFUSING_NUMBER["twilio"], **BOTH_WAYS),
            id="twilio-refusing",
        ),
        pytest.param("twilio", accounts.TWILIO, SipTrunk("mine", UNKNOWN, **BOTH_WAYS), id="twilio-not_owned"),
        pytest.param(
            "twilio", accounts.TWILIO, SipTrunk("mine", magic.WRITE_FAILS, **BOTH_WAYS), id="twilio-magic_write_fails"
        ),
        pytest.param("livekit", accounts.REFUSING["livekit"], trunk("livekit", **BOTH_WAYS), id="livekit-refusing"),
        pytest.param("livekit", accounts.PLATFORM, SipTrunk("mine", UNKNOWN, outbound=True), id="livekit-no_address"),
        pytest.param(
            "livekit",
            accounts.PLATFORM,
            SipTrunk("mine", accounts.OWN_NUMBER["livekit"], inbound=True, outbound=True, address="sip:example.com"),
            id="livekit-uri_for_a_host",
        ),
        *(
            pytest.param(name, accounts.GOOD[name], SipTrunk("mine", accounts.OWN_NUMBER[name]), id=f"{name}-has_none")
            for name in ("plivo", "telnyx")
        ),
    ],
)
def test_what_cannot_be_made_is_a_failure_and_leaves_no_trunk(asked, name, account, wanted) -> None:
    before = asked.state(name)

    with pytest.raises(CarrierFailure), asked.transaction():
        asked.carrier(name).create_trunk(account, wanted)

    assert _changed(before, asked.state(name)) <= {"twilio_incoming_phone_numbers"}


@by_name(("plivo", "telnyx"))
def test_a_carrier_at_which_no_trunk_is_made_has_none_to_delete(asked, name) -> None:
    before = asked.state(name)

    asked.carrier(name).delete_trunk(accounts.GOOD[name], ("some",))

    assert asked.state(name) == before
