"""Gives a namespace the rows and settings of a bundle, and reads them from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.bundles.bundle import BadBundle
from emulators.core.clock import Clock, moment
from emulators.core.settings import BadSetting
from emulators.core.store import Taken, UnknownColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.bundles.bundle import Bundle
    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace
    from emulators.core.store import Row, Table


def tables(emulators: tuple[Emulator, ...]) -> dict[str, Table]:
    """Returns the tables of all emulators by name."""
    return {table.name: table for emulator in emulators for table in emulator.tables}


def differing_rows(space: Namespace, emulators: tuple[Emulator, ...]) -> dict[str, list[Row]]:
    """Returns the rows of each table that differs from the demo world."""
    kept = {table: space.store.select(table, {}) for emulator in emulators for table in emulator.tables}
    seeded = {table: rows for emulator in emulators for table, rows in emulator.seed.items()}
    return {table.name: rows for table, rows in kept.items() if rows != _woken(table, seeded.get(table, ()))}


def _woken(table: Table, rows: tuple[Row, ...]) -> list[Row]:
    return [{**dict.fromkeys(table.columns), **row} for row in rows]


def build(space: Namespace, emulators: tuple[Emulator, ...], bundle: Bundle) -> None:
    """Gives a namespace the rows and settings that the first request of a bundle found.

    Raises:
        BadBundle: it is impossible here; then no row has changed.
    """
    known = tables(emulators)
    for name in bundle.state:
        if name not in known:
            raise BadBundle(f"state: there is no table {name!r} here")
    change_settings(space, bundle.settings)
    try:
        with space.store.transaction():
            for name, rows in bundle.state.items():
                space.store.delete(known[name])
                for row in rows:
                    space.store.insert(known[name], row)
    except (Taken, TypeError, UnknownColumn) as error:
        raise BadBundle(f"state: {error}") from error
    space.set_clock(Clock(moment(bundle.requests[0].at)))
    space.journal.count = bundle.requests[0].number - 1


def change_settings(space: Namespace, settings: Mapping[str, Mapping[str, Any]]) -> None:
    """Changes settings of a namespace.

    Raises:
        BadBundle: one does not exist here, or does not take the value.
    """
    try:
        space.set(settings)
    except BadSetting as error:
        raise BadBundle(f"settings: {error}") from None
