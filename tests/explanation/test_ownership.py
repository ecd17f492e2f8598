import dataclasses
from typing import Any

import sample_vendor

from emulators.core.namespaces import Namespaces
from emulators.core.provenance import assumed
from emulators.core.settings import Setting
from emulators.core.telephony import Telephony
from emulators.core.world import World
from emulators.explanation.ownership import why_unowned

NUMBER = "+15550100001"


def no_carrier(_place: object) -> Any:
    """Nobody asks it."""


def no_call(_space: object, _to: str, _caller: str) -> None:
    """Nobody calls it."""


CHECKS = Setting("check_carrier", default=False, provenance=assumed("an example"))
VENDOR = dataclasses.replace(sample_vendor.emulator, settings=(*sample_vendor.emulator.settings, CHECKS))
CARRIER = dataclasses.replace(
    sample_vendor.emulator,
    name="bell",
    tables=(),
    seed={},
    telephony=Telephony(no_carrier, no_carrier, no_call),
    world=World((), known={"number": ("+15550100007", "PN1", "+15550100008", "+15550100009")}),
)


def why(number: str = NUMBER, *, asks: bool = False) -> str:
    every = Namespaces((VENDOR, CARRIER))
    space = every.get("default")
    space.store.insert(sample_vendor.NUMBERS, {"id": "a", "number": NUMBER, "secret": "+15550100002"})
    space.set({"acme": {"check_carrier": asks}})
    said = why_unowned(space, every.emulators, number)
    every.close()
    return said


def test_a_vendor_that_took_the_number_without_asking_is_named_with_the_setting_that_makes_it_ask() -> None:
    assert why() == (
        "nobody here owns +15550100001: acme took it without a carrier account that owns it "
        "(`emulators settings acme.check_carrier=true` has the carrier asked); owned are bell +15550100007, +15550100008"
    )


def test_a_vendor_that_asks_already_is_not_told_to() -> None:
    assert "check_carrier" not in why(asks=True)


def test_a_number_that_nobody_has_is_said_to_be_nobodys() -> None:
    assert why("+15550100002") == "nobody here owns +15550100002; owned are bell +15550100007, +15550100008"
