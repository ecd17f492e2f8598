"""The fixture of one emulator."""

from __future__ import annotations

import httpx
import pytest
from every_emulator import EVERY, VENDORS, ask, named, number_field, vendors

from emulators.pytest_plugin.namespace import ControlError


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
