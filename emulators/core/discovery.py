"""Finds the emulators: every package below `emulators.vendors` and `emulators.carriers` that has an `emulator`."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from emulators.extras import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.core.emulator import Emulator

FAMILIES = ("emulators.vendors", "emulators.carriers")


def discover() -> tuple[Emulator, ...]:
    """The emulators that can be served: vendors, then carriers, each in alphabetical order."""
    found = []
    for package in _packages():
        with suppress(MissingExtra):
            found.append(import_module(package).emulator)
    return tuple(found)


def left_out() -> Mapping[str, str]:
    """By name, why an emulator cannot be served: one line for a person each."""
    reasons = {}
    for package in _packages():
        try:
            import_module(package)
        except MissingExtra as missing:
            reasons[package.rpartition(".")[2]] = str(missing)
    return reasons


def _packages() -> Iterator[str]:
    for family in FAMILIES:
        names = sorted(module.name for module in iter_modules(import_module(family).__path__) if module.ispkg)
        yield from (f"{family}.{name}" for name in names)
