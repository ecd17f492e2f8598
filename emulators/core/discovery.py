"""Finds the emulators: every package below `emulators.vendors` and `emulators.carriers` that has an `emulator`."""

from __future__ import annotations

import traceback
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from emulators.core.emulator import Emulator
from emulators.extras import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FAMILIES = ("emulators.vendors", "emulators.carriers")


def discover() -> tuple[Emulator, ...]:
    """The emulators that can be served: vendors, then carriers, each in alphabetical order."""
    return tuple(found for _, found in _loaded() if isinstance(found, Emulator))


def left_out() -> Mapping[str, str]:
    """By name, why an emulator cannot be served: one line for a person each, which names the file that is to blame."""
    return {name: found for name, found in _loaded() if isinstance(found, str)}


def _loaded() -> Iterator[tuple[str, Emulator | str]]:
    """The name of each package with its emulator, or with the reason why it has none."""
    for family in FAMILIES:
        folders = import_module(family).__path__
        for module in sorted(iter_modules(folders), key=lambda module: module.name):
            if module.ispkg:
                yield module.name, _load(f"{family}.{module.name}", f"{folders[0]}/{module.name}")


def _load(package: str, folder: str) -> Emulator | str:
    try:
        found = getattr(import_module(package), "emulator", None)
    except MissingExtra as missing:
        return str(missing)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with one package, the others go on
        words = error.msg if isinstance(error, SyntaxError) else str(error)
        return f"{_place(error, folder)}: {type(error).__name__}: {words.splitlines()[0] if words else ''}"
    if not isinstance(found, Emulator):
        return f"{folder}/__init__.py: there is no `emulator = Emulator(...)`"
    return found


def _place(error: Exception, folder: str) -> str:
    """File and line of the folder that an import came to last: of a syntax error where it is, else where it led."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(folder)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else f"{folder}/__init__.py"
