"""Finds the emulators: every package below `emulators.vendors` and `emulators.carriers` that has an `emulator`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator

FAMILIES = ("emulators.vendors", "emulators.carriers")


def discover() -> tuple[Emulator, ...]:
    """Vendors, then carriers, each in alphabetical order."""
    return tuple(
        import_module(f"{family}.{module.name}").emulator
        for family in FAMILIES
        for module in sorted(iter_modules(import_module(family).__path__), key=lambda module: module.name)
        if module.ispkg
    )
