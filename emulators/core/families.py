"""Lists the names of the emulators without importing them."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

FAMILIES = ("emulators.vendors", "emulators.carriers")
"""The packages that emulators are in, and the groups of entry points by which others name theirs."""


def names() -> list[str]:
    """Returns the names of all emulators, ours and other projects', including those that cannot be served."""
    ours = [
        module.name for family in FAMILIES for module in iter_modules(import_module(family).__path__) if module.ispkg
    ]
    others = [entry.name for family in FAMILIES for entry in entry_points(group=family)]
    return sorted({*ours, *others})
