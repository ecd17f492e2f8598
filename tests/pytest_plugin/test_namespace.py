"""The fixtures of the plugin, as a test of an integration uses them."""

from __future__ import annotations

import asyncio
import threading
from urllib.parse import urlsplit

import httpx
import pytest

from emulators.core.discovery import discover
from emulators.pytest_plugin.namespace import ControlError

EVERY = discover()
VENDORS = [emulator for emulator in EVERY if emulator.kind == "vendor"]
named = pytest.mark.parametrize("emulator", EVERY, ids=lambda emulator: emulator.name)
vendors = pytest.mark.parametrize("emulator", VENDORS, ids=lambda emulator: emulator.name)


def ask(client: httpx.Client, emulator, url: str = "", **changes) -> httpx.Response:
    """Sends the emulator's sample request."""
    method, path, body = emulator.world.sample
    return client.request(method, url + path.removeprefix(emulator.base_path), json=body and {**body, **changes})


def number_field(emulator) -> str:
    method, path, _ = emulator.world.sample
    return next(each.number for each in emulator.operations if (each.method, each.path) == (method, path))


@named
def test_a_client_needs_no_socket(emulators, emulator) -> None:
    with emulators.client(emulator.name) as client:
        assert ask(client, emulator).is_success


@named
def test_a_client_of_asyncio_needs_no_socket(emulators, emulator) -> None:
    async def status() -> bool:
        method, path, body = emulator.world.sample
        async with emulators.async_client(emulator.name) as client:
            return (await client.request(method, path.removeprefix(emulator.base_path), json=body)).is_success

    assert asyncio.run(status())


@named
def test_a_request_for_a_real_host_ends_at_its_emulator(emulators, emulator) -> None:
    with httpx.Client(transport=emulators.transport, headers=emulators[emulator.name].headers) as client:
        assert ask(client, emulator, emulator.server).is_success


def test_a_request_for_a_host_that_nobody_emulates_goes_nowhere(emulators) -> None:
    with (
        httpx.Client(transport=emulators.transport) as client,
        pytest.raises(httpx.ConnectError, match=r"nobody emulates elsewhere\.example; there is "),
    ):
        client.get("https://elsewhere.example")


@named
def test_the_server_answers_in_the_same_namespace(emulators, emulator) -> None:
    with emulators.client(emulator.name) as inside:
        ask(inside, emulator)
    fixture = emulators[emulator.name]
    with httpx.Client(headers=fixture.headers) as outside:
        ask(outside, emulator, fixture.base_url)

    assert [urlsplit(each["path"]).path for each in fixture.requests] == [emulator.world.sample[1]] * 2


@vendors
def test_each_has_a_fixture_of_its_name(request, emulators, emulator) -> None:
    assert request.getfixturevalue(emulator.name) is emulators[emulator.name]


@named
def test_ids_and_credentials_are_those_of_the_demo_world(emulators, emulator) -> None:
    fixture = emulators[emulator.name]

    assert fixture.headers == dict(emulator.world.credentials[0].headers)
    assert fixture.ids == {name: values[0] for name, values in emulator.world.known.items()}


@vendors
def test_every_number_is_taken(emulators, emulator) -> None:
    fixture, field = emulators[emulator.name], number_field(emulator)
    with emulators.client(emulator.name) as client:
        taken = [ask(client, emulator, **{field: number}).is_success for number in fixture.numbers]

    assert (len(taken) >= 10, set(taken)) == (True, {True})


def test_there_is_no_emulator_of_a_name_that_is_spelled_wrong(emulators) -> None:
    with pytest.raises(KeyError, match=f"did you mean '{VENDORS[0].name}'"):
        emulators[VENDORS[0].name + "x"]


WITH_SETTINGS = [emulator for emulator in VENDORS if emulator.settings]


@pytest.mark.parametrize("emulator", WITH_SETTINGS, ids=lambda emulator: emulator.name)
def test_a_setting_is_read_changed_and_given_its_default_again(emulators, emulator) -> None:
    setting = next(each for each in emulator.settings if isinstance(each.default, bool))
    settings = emulators[emulator.name].settings
    settings[setting.name] = not setting.default
    changed = settings[setting.name]
    del settings[setting.name]

    assert (changed, settings[setting.name], len(settings)) == (
        not setting.default,
        setting.default,
        len(emulator.settings),
    )


def test_a_setting_that_there_is_not_is_told_with_the_nearest(emulators) -> None:
    (emulator, *_) = WITH_SETTINGS
    name = emulator.settings[0].name

    with pytest.raises(KeyError, match=f"has no setting '{name}x'; did you mean"):
        emulators[emulator.name].settings[f"{name}x"]
    with pytest.raises(ControlError, match="no setting"):
        emulators[emulator.name].settings[f"{name}x"] = True


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


def test_threads_may_ask_at_the_same_time(emulators) -> None:
    (vendor, *_) = VENDORS
    field, statuses = number_field(vendor), []

    def create(number: str) -> None:
        with emulators.client(vendor.name) as client:
            statuses.append(ask(client, vendor, **{field: number}).is_success)

    threads = [threading.Thread(target=create, args=(emulators[vendor.name].numbers[0],)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (statuses.count(True), len(statuses)) == (1, 8)


def test_a_telephone_call_comes_in_at_the_carriers_that_own_the_number(emulators) -> None:
    carrier = next(each for each in EVERY if each.kind == "carrier" and emulators[each.name].numbers)
    fixture = emulators[carrier.name]
    number = f"+{fixture.numbers[0].removeprefix('+')}"

    assert [each["carrier"] for each in fixture.call(number)] == [carrier.name]
    assert carrier.name in {each["carrier"] for each in emulators[VENDORS[0].name].call(number)}


def operation_of(emulator) -> str:
    method, path, _ = emulator.world.sample
    return next(each.name for each in emulator.operations if (each.method, each.path) == (method, path))


@vendors
def test_a_reply_is_lost_until_the_fault_heals(emulators, emulator) -> None:
    fixture = emulators[emulator.name]
    with emulators.client(emulator.name) as client:
        with (
            fixture.fault(operation_of(emulator), outcome="after"),
            pytest.raises(httpx.ReadError, match=r"reset the connection|Connection reset"),
        ):
            ask(client, emulator)
        healed = ask(client, emulator, **{number_field(emulator): fixture.numbers[1]})

    assert (healed.is_success, len(fixture.requests)) == (True, 2)


def test_a_fault_that_heals_leaves_the_others(emulators) -> None:
    fixture = emulators[VENDORS[0].name]
    with fixture.fault(status=503):
        with fixture.fault(status=502), fixture.fault(status=501):
            pass
        left = [each["status"] for each in emulators.control("GET", "/faults")["faults"]]

    assert (left, emulators.control("GET", "/faults")["faults"]) == ([503], [])


def test_a_fault_that_cannot_be_is_told_in_the_control_planes_words(emulators) -> None:
    with pytest.raises(ControlError, match="before takes one of"), emulators[VENDORS[0].name].fault():
        pass
