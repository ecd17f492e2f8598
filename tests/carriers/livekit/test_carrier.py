"""What is particular about LiveKit as a vendor asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import carrier_accounts as accounts
import pytest
from carrier_accounts import PLATFORM

from emulators.carriers.livekit import emulator, seed, tables
from emulators.core.carrier import CarrierFailure, SipTrunk
from emulators.core.magic import INVALID, WRITE_FAILS
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options

if TYPE_CHECKING:
    from emulators.core.store import Row

NUMBER = "+15559876543"
BOTH = SipTrunk("mine", NUMBER, inbound=True, outbound=True, address="sip.example.com")


@pytest.fixture
def namespace():
    namespaces = Namespaces((emulator,), Options(seed=1))
    yield namespaces.get("default")
    namespaces.close()


@pytest.fixture
def livekit(namespace):
    return namespace.carriers["livekit"]


def new(namespace, table) -> list[Row]:
    """The rows that the demo world has not."""
    seeded = {row[table.key] for row in seed.ROWS[table]}
    return [row for row in namespace.store.select(table, {}) if row[table.key] not in seeded]


def test_a_trunk_for_both_directions_is_two_trunks_and_a_dispatch_rule(namespace, livekit) -> None:
    made = livekit.create_trunk(PLATFORM, BOTH)

    kept = [
        new(namespace, table)[0] for table in (tables.INBOUND_TRUNKS, tables.DISPATCH_RULES, tables.OUTBOUND_TRUNKS)
    ]
    assert (kept[0]["sip_trunk_id"], kept[1]["sip_dispatch_rule_id"], kept[2]["sip_trunk_id"]) == made
    assert [row["project"] for row in kept] == [seed.PLATFORM] * 3
    assert kept[1]["trunk_ids"] == [made[0]]
    assert kept[2]["address"] == "sip.example.com"


@pytest.mark.parametrize(("direction", "prefixes"), [("inbound", ["ST", "SDR"]), ("outbound", ["ST"])])
def test_a_trunk_for_one_direction_makes_no_more_than_it_needs(asked, direction, prefixes) -> None:
    made = asked.carrier("livekit").create_trunk(
        PLATFORM,
        SipTrunk(
            "mine", NUMBER, address="sip.example.com", inbound=direction == "inbound", outbound=direction == "outbound"
        ),
    )

    assert [identifier.partition("_")[0] for identifier in made] == prefixes


@pytest.mark.parametrize(
    ("given", "rooms"),
    [
        ({}, {"dispatch_rule_individual": {"room_prefix": "call-"}}),
        ({"pin": "1234"}, {"dispatch_rule_individual": {"room_prefix": "call-", "pin": "1234"}}),
        ({"room": "lobby"}, {"dispatch_rule_direct": {"room_name": "lobby"}}),
        ({"room": "lobby", "pin": "1234"}, {"dispatch_rule_direct": {"room_name": "lobby", "pin": "1234"}}),
    ],
    ids=["neither", "pin", "room", "both"],
)
def test_calls_go_into_the_room_that_was_named_or_into_one_each(namespace, livekit, given, rooms) -> None:
    livekit.create_trunk(PLATFORM, SipTrunk("mine", NUMBER, inbound=True, **given))

    assert [row["rule"] for row in new(namespace, tables.DISPATCH_RULES)] == [rooms]


@pytest.mark.parametrize("encryption", ["disable", "allow", "require"])
def test_the_encryption_stands_where_old_and_new_clients_look(namespace, livekit, encryption) -> None:
    livekit.create_trunk(PLATFORM, SipTrunk("mine", NUMBER, inbound=True, encryption=encryption))

    (row,) = new(namespace, tables.INBOUND_TRUNKS)
    expected = f"SIP_MEDIA_ENCRYPT_{encryption.upper()}"
    assert (row["media_encryption"], row["media"]) == (expected, {"encryption": expected})


def test_credentials_of_the_trunk_are_kept_only_where_there_are_any(namespace, livekit) -> None:
    livekit.create_trunk(PLATFORM, SipTrunk("mine", NUMBER, inbound=True, username="user", password="pass"))
    livekit.create_trunk(PLATFORM, SipTrunk("open", "+15559876544", inbound=True))

    rows = new(namespace, tables.INBOUND_TRUNKS)
    assert [(row["auth_username"], row["auth_password"]) for row in rows] == [("user", "pass"), (None, None)]


def test_a_deleted_trunk_leaves_nothing_and_may_be_deleted_again(namespace, livekit) -> None:
    made = livekit.create_trunk(PLATFORM, BOTH)

    livekit.delete_trunk(PLATFORM, made)
    livekit.delete_trunk(PLATFORM, made)

    assert [
        new(namespace, table) for table in (tables.INBOUND_TRUNKS, tables.DISPATCH_RULES, tables.OUTBOUND_TRUNKS)
    ] == [
        [],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("given", "trunk", "words"),
    [
        (accounts.FAILING["livekit"]["suspended"], BOTH, "opens no project"),
        (accounts.REFUSING["livekit"], BOTH, "sip not connected"),
        (accounts.FAILING["livekit"]["limited"], BOTH, "rate limit"),
        (PLATFORM, SipTrunk("mine", INVALID, inbound=True), INVALID),
        (PLATFORM, SipTrunk("mine", WRITE_FAILS, inbound=True), "15005550002"),
        (PLATFORM, SipTrunk("mine", NUMBER, outbound=True), "no outbound address"),
        (PLATFORM, SipTrunk("mine", NUMBER, outbound=True, address="sip:pbx.example.com"), "not SIP URI"),
        (accounts.LIVEKIT, SipTrunk("mine", seed.NUMBER, inbound=True), "Conflicting inbound SIP Trunks"),
    ],
    ids=["suspended", "read-only", "limited", "invalid", "write fails", "no address", "URI", "conflict"],
)
def test_what_livekit_would_not_make_is_a_failure(livekit, given, trunk, words) -> None:
    with pytest.raises(CarrierFailure) as caught:
        livekit.create_trunk(given, trunk)

    assert words in str(caught.value)
