"""Holds all that one namespace owns: rows, identifiers, clock, journal, faults and settings. No two namespaces share
any."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from emulators.core.beginning import Beginning
from emulators.core.clock import Clock
from emulators.core.database import BadData, copy, open_image, to_image
from emulators.core.faults.plan import Plan
from emulators.core.identifiers import Identifiers
from emulators.core.journal import Journal
from emulators.core.magic import RATE_LIMIT
from emulators.core.nearest import suggestion
from emulators.core.settings import BadSetting, Settings
from emulators.core.store import Store, Table, memory

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.carrier import Carrier
    from emulators.core.journal import Watcher
    from emulators.core.options import Options
    from emulators.core.settings import Setting

P = ParamSpec("P")
R = TypeVar("R")

SETTINGS = Table("namespace_settings", {"name": str, "value": dict}, key="name")
OPENINGS = Table("namespace_openings", {"number": int}, key="number")
MEMORY = Table("namespace_memory", {"name": str, "value": object}, key="name")
"""What a namespace is beside its settings and rows: how it began, its clock, and, between two openings of a file, where its
identifiers are and how many requests there were."""

TABLES = (SETTINGS, OPENINGS, MEMORY)

THREADS = ThreadPoolExecutor(1_000, "emulators-turn")
"""Where turns run that wait for a carrier elsewhere. There is a thread for each namespace, so that a silent carrier of one
holds up no other; they are started as they are needed."""

REMEMBERED = 1_000
"""How many changes of settings are remembered, for those who ask with which settings a request was answered."""


class Gone(Exception):
    """Raised where the namespace was deleted or closed while somebody waited for a turn. Asking the server for its name
    makes a new one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What every namespace of a server is made from: the options, a database that holds the demo world, the settings that
    each emulator declares and the carriers, both by the emulator's name. `watchers` are told of every request."""

    options: Options
    template: sqlite3.Connection
    settings: Mapping[str, tuple[Setting[Any], ...]]
    carriers: Mapping[str, Callable[[Namespace], Carrier]]
    watchers: Collection[Watcher] = ()


class Namespace:
    """One namespace: a database that begins with the demo world, its identifiers, clock, journal, faults and settings."""

    def __init__(
        self, name: str, connection: sqlite3.Connection, origin: Origin, beginning: Beginning | None = None
    ) -> None:
        """Begins the namespace, or continues it where the database was used before.

        Raises:
            BadSetting: the options, the beginning or the database name a setting that does not exist.
        """
        self.name = name
        self.store = Store(connection)
        self.used = time.monotonic()
        """When it was asked for last, in seconds of the process's clock."""
        self.closed = False
        self._origin = origin
        self._lock = asyncio.Lock()
        self.carriers = {carrier: make(self) for carrier, make in origin.carriers.items()}
        if beginning:
            self._know(beginning.settings)
            self.store.insert(MEMORY, {"name": "beginning", "value": beginning.to_json()})
        self._begin()

    def _begin(self) -> None:
        """Reads clock, identifiers and settings from the database, and begins with an empty journal and no faults."""
        known = {row["name"]: row["value"] for row in self.store.select(MEMORY, {})}
        self._beginning = Beginning(**known["beginning"]) if "beginning" in known else None
        options = self._options()
        self.clock = Clock.from_json(known["clock"]) if "clock" in known else options.clock
        self.journal = Journal(namespace=self.name, watchers=self._origin.watchers)
        self.journal.count = known.get("requests", 0)
        self.faults = Plan()
        self._limited: dict[tuple[str, str], datetime] = {}
        self._settings_until: deque[tuple[int, Mapping[str, Mapping[str, Any]]]] = deque(maxlen=REMEMBERED)
        opening = self.store.count(OPENINGS)
        self.store.insert(OPENINGS, {"number": opening})
        self.ids = Identifiers(options.seed, opening)
        if "identifiers" in known:
            self.ids.resume(known["identifiers"])
        kept = {row["name"]: row["value"] for row in self.store.select(SETTINGS, {})}
        self.settings = {
            emulator: Settings(
                declared, {**options.settings.get(emulator, {}), **kept.get(emulator, {})}, options.profile
            )
            for emulator, declared in self._origin.settings.items()
        }
        if known.keys() & {"identifiers", "requests"}:  # true of this moment only: a kill must not bring them back
            self._forget("identifiers", "requests")

    def retry_after(self, emulator: str, number: str) -> int:
        """Returns in how many seconds this number's rate limit at an emulator ends, which its first request begins; 0 where it
        has ended. Then the number is like any other, until the namespace is reset."""
        now = self.clock.now()
        ends = self._limited.setdefault((emulator, number), now + RATE_LIMIT)
        return max(0, ceil((ends - now).total_seconds()))

    def _options(self) -> Options:
        return self._beginning.over(self._origin.options) if self._beginning else self._origin.options

    def _forget(self, *names: str) -> None:
        for name in names:
            self.store.delete(MEMORY, name=name)

    def reset(self) -> None:
        """Restores the state in which the namespace began: rows, clock, identifiers and settings. Journal and faults
        are emptied."""
        self._origin.template.backup(self.store.connection)
        if self._beginning:
            self.store.insert(MEMORY, {"name": "beginning", "value": self._beginning.to_json()})
        self._begin()

    def copy_into(self, connection: sqlite3.Connection) -> None:
        """Copies rows, settings, clock and the place in the identifiers' sequence into another database."""
        self.store.connection.backup(connection)
        Store(connection).insert(MEMORY, {"name": "identifiers", "value": self.ids.state()})

    def copy(self) -> Namespace:
        """Returns a copy of this namespace in memory, in which things can be tried. Its journal is empty, and nobody is
        told of its requests."""
        connection = memory()
        self.copy_into(connection)
        copy = Namespace(self.name, connection, replace(self._origin, watchers=()))
        copy._limited = dict(self._limited)
        return copy

    @property
    def asks_elsewhere(self) -> bool:
        """Whether a carrier is asked over the network: then nothing can be tried out without somebody noticing."""
        return bool(self._origin.options.carriers)

    def settings_at(self, number: int) -> Mapping[str, Mapping[str, Any]]:
        """Returns the settings with which the request of this number was answered, by emulator and name."""
        return next((values for last, values in self._settings_until if last >= number), self._setting_values())

    def _setting_values(self) -> Mapping[str, Mapping[str, Any]]:
        return {name: {each.name: values[each] for each in values} for name, values in self.settings.items()}

    def snapshot(self) -> bytes:
        """Returns everything but the journal as the bytes of an SQLite file, secrets included."""
        with closing(memory()) as connection:
            self.copy_into(connection)
            return to_image(connection)

    def restore(self, image: bytes) -> None:
        """Takes over what a snapshot holds, with an empty journal.

        Raises:
            BadData: the bytes are no snapshot; then nothing has changed.
        """
        with closing(open_image(image, self._origin.template)) as connection:
            try:
                Namespace(self.name, copy(connection), self._origin).close()
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise BadData(f"this is no snapshot of a namespace: {error}") from error
            connection.backup(self.store.connection)
        self._begin()

    def restart_clock(self) -> None:
        """Sets the clock to what it was when the namespace began."""
        self._forget("clock")
        self.clock = self._options().clock

    def set_clock(self, clock: Clock) -> None:
        """Changes the clock, and stores it with the rows."""
        with self.store.transaction():
            self._forget("clock")
            self.store.insert(MEMORY, {"name": "clock", "value": clock.to_json()})
        self.clock = clock

    def set(self, given: Mapping[str, Mapping[str, object]]) -> None:
        """Changes settings, all of them or none, and stores them with the rows.

        Raises:
            BadSetting: an emulator or a setting does not exist, or does not take the value.
        """
        self._know(given)
        for emulator, values in given.items():
            for name, value in values.items():
                self.settings[emulator].declared(name).value(value)
        with self.store.transaction():
            for emulator, values in given.items():
                row = self.store.find(SETTINGS, name=emulator) or {"name": emulator, "value": {}}
                self.store.delete(SETTINGS, name=emulator)
                self.store.insert(SETTINGS, {"name": emulator, "value": {**row["value"], **values}})
        self._settings_until.append((self.journal.count, self._setting_values()))
        for emulator, values in given.items():
            for name, value in values.items():
                self.settings[emulator].set(name, value)

    def _know(self, emulators: Iterable[str]) -> None:
        """Raises `BadSetting` where a name is not an emulator of this server."""
        for name in emulators:
            if name not in self._origin.settings:
                raise BadSetting(f"no emulator {name!r} here; {suggestion(name, self._origin.settings)}")

    async def turn(self, do: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Returns `do(...)`, called while nothing else happens in this namespace.

        It runs in the event loop, as everything is memory or a local file; only where a carrier is asked over the
        network does it run in a thread, and whoever comes next waits.

        The turn ends when `do` does, not when somebody stops waiting for it: a request that is cancelled leaves a
        thread behind that has the connection, and nobody else may write into its transaction.

        Raises:
            Gone: the namespace was closed while this waited.
        """
        if not self._origin.options.carriers:
            return do(*args, **kwargs)
        await self._lock.acquire()
        if self.closed:
            self._lock.release()
            raise Gone
        doing = asyncio.get_running_loop().run_in_executor(THREADS, partial(do, *args, **kwargs))
        doing.add_done_callback(self._next)
        return await asyncio.shield(doing)

    def _next(self, done: asyncio.Future[Any]) -> None:
        self._lock.release()
        done.exception()  # looked at, so that nobody complains of one that nobody waits for any more

    @property
    def busy(self) -> bool:
        """Whether a turn is under way or awaited."""
        return self._lock.locked()

    def close(self) -> None:
        """Closes the database, after storing where identifiers and journal are, so that a later opening continues from
        there."""
        with suppress(sqlite3.Error):  # a disk that is full: new identifiers begin, as after a kill
            self.store.insert(MEMORY, {"name": "identifiers", "value": self.ids.state()})
            self.store.insert(MEMORY, {"name": "requests", "value": self.journal.count})
        self.closed = True
        self.store.connection.close()


async def in_turn(
    find: Callable[[], Namespace], do: Callable[Concatenate[Namespace, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Returns `do(namespace, ...)`, called in a turn of the namespace that `find` returns. Where it was deleted
    meanwhile, `find` is asked again."""
    while True:
        namespace = find()
        with suppress(Gone):
            return await namespace.turn(do, namespace, *args, **kwargs)
