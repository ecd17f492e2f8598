"""One namespace of a test: its clock, its seed, its copies."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest
from every_emulator import EVERY, VENDORS, ask, named


@named
def test_the_server_answers_in_the_same_namespace(emulators, emulator) -> None:
    with emulators.client(emulator.name) as inside:
        ask(inside, emulator)
    fixture = emulators[emulator.name]
    with httpx.Client(headers=fixture.headers) as outside:
        ask(outside, emulator, fixture.base_url)

    assert [urlsplit(each["path"]).path for each in fixture.requests] == [emulator.world.sample[1]] * 2


def test_there_is_no_emulator_of_a_name_that_is_spelled_wrong(emulators) -> None:
    with pytest.raises(KeyError, match=f"did you mean '{VENDORS[0].name}'"):
        emulators[VENDORS[0].name + "x"]


def test_a_reset_brings_back_the_beginning_and_empties_the_journal(emulators) -> None:
    with emulators.client(VENDORS[0].name) as client:
        statuses = [ask(client, VENDORS[0]).is_success, ask(client, VENDORS[0]).is_success]
        emulators.reset()

        assert [*statuses, ask(client, VENDORS[0]).is_success] == [True, False, True]
    assert len(emulators.requests) == 1


def test_a_fork_goes_on_from_where_the_test_is(emulators) -> None:
    (vendor, *_) = VENDORS
    with emulators.client(vendor.name) as client:
        ask(client, vendor)
        with emulators.fork() as forked, forked.client(vendor.name) as other:
            statuses = [ask(other, vendor).is_success, forked.namespace == emulators.namespace]

    assert statuses == [False, False]
    assert len(emulators.requests) == 1


@pytest.mark.emulators(now="2024-01-15T10:30:00Z")
def test_the_clock_stands_still_and_is_moved(emulators) -> None:
    emulators.advance(90)
    with emulators.client(VENDORS[0].name) as client:
        ask(client, VENDORS[0])
    emulators.freeze("2030-01-01")

    assert emulators.requests[0]["at"] == "2024-01-15T10:31:30.000Z"
    assert emulators.control("GET", "/clock")["now"] == "2030-01-01T00:00:00.000+00:00"


@pytest.mark.emulators(seed=7, now="2024-01-15T10:30:00Z")
@pytest.mark.parametrize("emulator", EVERY, ids=lambda emulator: emulator.name)
def test_the_same_seed_and_requests_give_the_same_bytes(emulators, emulator) -> None:
    bodies = []
    for _ in range(2):
        with emulators.client(emulator.name) as client:
            bodies.append([ask(client, emulator).content, ask(client, emulator).content])
        emulators.reset()

    assert bodies[0] == bodies[1]
