"""A namespace owns everything: rows, identifiers, clock, journal, settings. Two of them never meet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from emulators.core.identifiers import Identifiers
from emulators.core.journal import Journal
from emulators.core.settings import BadSetting, Settings
from emulators.core.store import Store, Table

if TYPE_CHECKING:
    import sqlite3

    from emulators.core.carrier import Carrier
    from emulators.core.options import Options
    from emulators.core.settings import Setting

P = ParamSpec("P")
R = TypeVar("R")

SETTINGS = Table("namespace_settings", {"name": str, "value": dict}, key="name")
OPENINGS = Table("namespace_openings", {"number": int}, key="number")
TABLES = (SETTINGS, OPENINGS)


@dataclass(frozen=True, slots=True)
class Origin:
    """What every namespace of a server is made from: the options, a database that holds the demo world, the settings that
    each emulator declares and the carriers, both by the emulator's name."""

    options: Options
    template: sqlite3.Connection
    settings: Mapping[str, tuple[Setting[Any], ...]]
    carriers: Mapping[str, Callable[[Namespace], Carrier]]


class Namespace:
    """One world: a database woken up in the demo world, and what goes with it."""

    def __init__(self, name: str, connection: sqlite3.Connection, origin: Origin) -> None:
        """Raises `BadSetting` where the options or the database name a setting that there is not."""
        self.name = name
        self.store = Store(connection)
        self.clock = origin.options.clock
        self._origin = origin
        self._lock = asyncio.Lock()
        self.carriers = {carrier: make(self) for carrier, make in origin.carriers.items()}
        self._begin()

    def _begin(self) -> None:
        """Journal, identifiers and settings as the database has them."""
        options = self._origin.options
        self.journal = Journal()
        opening = self.store.count(OPENINGS)
        self.store.insert(OPENINGS, {"number": opening})
        self.ids = Identifiers(options.seed, opening)
        kept = {row["name"]: row["value"] for row in self.store.select(SETTINGS, {})}
        self.settings = {
            emulator: Settings(
                declared, {**options.settings.get(emulator, {}), **kept.get(emulator, {})}, options.profile
            )
            for emulator, declared in self._origin.settings.items()
        }

    def reset(self) -> None:
        """Back to the world it woke up in: rows, journal, identifiers and settings."""
        self._origin.template.backup(self.store.connection)
        self._begin()

    def set(self, given: Mapping[str, Mapping[str, object]]) -> None:
        """Changes settings, all or none, and keeps them with the rows. Raises `BadSetting`."""
        for emulator, values in given.items():
            if emulator not in self.settings:
                raise BadSetting(f"no emulator {emulator!r} here; there is {', '.join(self.settings)}")
            for name, value in values.items():
                self.settings[emulator].declared(name).value(value)
        with self.store.transaction():
            for emulator, values in given.items():
                row = self.store.find(SETTINGS, name=emulator) or {"name": emulator, "value": {}}
                self.store.delete(SETTINGS, name=emulator)
                self.store.insert(SETTINGS, {"name": emulator, "value": {**row["value"], **values}})
        for emulator, values in given.items():
            for name, value in values.items():
                self.settings[emulator].set(name, value)

    async def turn(self, do: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`do(...)`, with this namespace to itself. All is memory or a local file, so it is done in the event loop; only
        where a carrier is asked over the network it is done in a thread, and whoever comes next waits.

        The turn ends when `do` does, not when somebody stops waiting for it: a request that is cancelled leaves a thread
        behind that has the connection, and nobody else may write into its transaction.
        """
        if not self._origin.options.carriers:
            return do(*args, **kwargs)
        await self._lock.acquire()
        doing = asyncio.get_running_loop().run_in_executor(None, partial(do, *args, **kwargs))
        doing.add_done_callback(self._next)
        return await asyncio.shield(doing)

    def _next(self, done: asyncio.Future[Any]) -> None:
        self._lock.release()
        done.exception()  # looked at, so that nobody complains of one that nobody waits for any more

    def close(self) -> None:
        """Closes the database."""
        self.store.connection.close()
