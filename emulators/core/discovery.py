"""Finds the emulators: the packages below `emulators.vendors` and `emulators.carriers`, and those that other projects install.

Another project names its emulator in an entry point of the group `emulators.vendors` or `emulators.carriers`.
"""

from __future__ import annotations

import traceback
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from emulators.core.database import make_template
from emulators.core.emulator import Emulator
from emulators.core.families import FAMILIES
from emulators.extras import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint


def discover() -> tuple[Emulator, ...]:
    """Returns the emulators that can be served: vendors, then carriers; of each ours first, then other projects', in
    alphabetical order."""
    return tuple(found for _, found in _loaded() if isinstance(found, Emulator))


def left_out() -> Mapping[str, str]:
    """Returns, by name, why an emulator cannot be served: one line for a person each, which names the file at fault."""
    return {name: found for name, found in _loaded() if isinstance(found, str)}


def _loaded() -> Iterator[tuple[str, Emulator | str]]:
    """Yields the name of each package with its emulator, or with the reason why it has none."""
    for family in FAMILIES:
        taken: set[str] = set()
        folders = import_module(family).__path__
        for module in sorted(iter_modules(folders), key=lambda module: module.name):
            if module.ispkg:
                taken.add(module.name)
                yield module.name, _load(f"{family}.{module.name}", f"{folders[0]}/{module.name}")
        for entry in sorted(entry_points(group=family), key=lambda entry: entry.name):
            yield entry.name, _installed(entry, family, taken)
            taken.add(entry.name)


def _installed(entry: EntryPoint, family: str, taken: set[str]) -> Emulator | str:
    """Returns the emulator that another project names in an entry point, or one line that says what is wrong with
    it."""
    said = f"entry point {entry.name} of {entry.dist.name if entry.dist else 'nobody'}"
    if entry.name in taken:
        return f"{said}: there is an emulator {entry.name} already"
    try:
        spec = find_spec(entry.module)
    except (ImportError, ValueError):
        spec = None
    if spec is None or spec.origin is None:
        return f"{said}: there is no module {entry.module}"
    folder = str(Path(spec.origin).parent)
    found = _load(entry.module, folder, entry.attr or "emulator")
    if isinstance(found, Emulator) and (found.name, f"emulators.{found.kind}s") != (entry.name, family):
        return f"{folder}/__init__.py: it is the {found.kind} {found.name}, and the entry point is {entry.name} of {family}"
    return _checked(found, folder) if isinstance(found, Emulator) else found


def _checked(emulator: Emulator, folder: str) -> Emulator | str:
    """Returns the emulator, or one line that says what is wrong with its tables or its seed. All emulators share one
    database."""
    strange = [table.name for table in emulator.tables if not table.name.startswith(f"{emulator.name}_")]
    if strange:
        return f"{folder}: the name of the table {strange[0]} must begin with {emulator.name}_"
    try:
        make_template(emulator.tables, [emulator.seed]).close()
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with one seed, the others go on
        return f"{folder}: the demo world cannot be made: {type(error).__name__}: {error}"
    return emulator


def _load(package: str, folder: str, attribute: str = "emulator") -> Emulator | str:
    try:
        found = getattr(import_module(package), attribute, None)
    except MissingExtra as missing:
        return str(missing)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with one package, the others go on
        words = error.msg if isinstance(error, SyntaxError) else str(error)
        return f"{_place(error, folder)}: {type(error).__name__}: {words.splitlines()[0] if words else ''}"
    if not isinstance(found, Emulator):
        return f"{folder}/__init__.py: there is no `{attribute} = Emulator(...)`"
    return found


def _place(error: Exception, folder: str) -> str:
    """Returns the file and line of this folder at which an import failed."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(folder)]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else f"{folder}/__init__.py"
