from emulators.core.discovery import discover
from emulators.core.families import names


def test_all_that_can_be_served_are_named() -> None:
    assert {emulator.name for emulator in discover()} <= set(names())
