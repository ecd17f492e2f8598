"""A namespace owns everything: rows, identifiers, clock, journal, settings. Two of them never meet."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from emulators.core.clock import Clock
from emulators.core.identifiers import Identifiers
from emulators.core.journal import Journal
from emulators.core.settings import BadSetting, Settings
from emulators.core.store import Store, Table, memory

if TYPE_CHECKING:
    from emulators.core.carrier import Carrier
    from emulators.core.emulator import Emulator

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT = "default"
MAX_NAMESPACES = 1_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")

SETTINGS = Table("namespace_settings", {"name": str, "value": dict}, key="name")
OPENINGS = Table("namespace_openings", {"number": int}, key="number")


class BadNamespace(ValueError):
    """A name that no namespace can have, or one namespace too many. The message is for a person."""


class BadData(Exception):
    """A data directory or database that cannot be used. The message is for a person."""


@dataclass(frozen=True, slots=True)
class Options:
    """How every namespace of a server begins. `settings` is keyed by emulator, then by name; `data` is a directory;
    `carriers` has, by name, the URLs that take the place of the `server` of those that are asked elsewhere."""

    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    profile: str = "default"
    seed: int | None = None
    clock: Clock = field(default_factory=Clock)
    data: Path | None = None
    carriers: Mapping[str, str] = field(default_factory=dict)


class Namespace:
    """One world: a database woken up in the demo world, and what goes with it."""

    def __init__(self, name: str, connection: sqlite3.Connection, owner: Namespaces) -> None:
        self.name = name
        self.store = Store(connection)
        self.clock = owner.options.clock
        self._owner = owner
        self._lock = asyncio.Lock()
        self.carriers = {
            emulator.name: owner.carrier(emulator, self) for emulator in owner.emulators if emulator.carrier
        }
        self._begin()

    def _begin(self) -> None:
        """Journal, identifiers and settings as the database has them."""
        options = self._owner.options
        self.journal = Journal()
        opening = self.store.count(OPENINGS)
        self.store.insert(OPENINGS, {"number": opening})
        self.ids = Identifiers(options.seed, opening)
        kept = {row["name"]: row["value"] for row in self.store.select(SETTINGS, {})}
        self.settings = {
            emulator.name: Settings(
                emulator.settings,
                {**options.settings.get(emulator.name, {}), **kept.get(emulator.name, {})},
                options.profile,
            )
            for emulator in self._owner.emulators
        }

    def reset(self) -> None:
        """Back to the world it woke up in: rows, journal, identifiers and settings."""
        self._owner.template.backup(self.store.connection)
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

    async def turn(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`do(...)`, with this namespace to itself. All is memory or a local file, so it is done in the event loop; only
        where a carrier is asked over the network it is done in a thread, and whoever comes next waits.

        The turn ends when `do` does, not when somebody stops waiting for it: a request that is cancelled leaves a thread
        behind that has the connection, and nobody else may write into its transaction.
        """
        if not self._owner.options.carriers:
            return do(*args, **kwargs)
        await self._lock.acquire()
        doing = asyncio.get_running_loop().run_in_executor(None, partial(do, *args, **kwargs))
        doing.add_done_callback(self._next)
        return await asyncio.shield(doing)

    def _next(self, done: asyncio.Future[Any]) -> None:
        self._lock.release()
        done.exception()  # looked at, so that nobody complains of one that nobody waits for any more

    def close(self) -> None:
        self.store.connection.close()


class Namespaces:
    """All namespaces of one server, made on first use from one template of schema and seed."""

    def __init__(self, emulators: tuple[Emulator, ...], options: Options | None = None) -> None:
        self.emulators = emulators
        self.options = options or Options()
        self.template = _template(emulators)
        self._open: dict[str, Namespace] = {}
        self._claim = _claimed(self.options.data) if self.options.data else None
        for name in self._kept():
            self.get(name)

    def get(self, name: str) -> Namespace:
        """The namespace of this name, made if there is none. Raises `BadNamespace` and `BadData`."""
        found = self._open.get(name)
        if found is None:
            if not NAME.fullmatch(name):
                raise BadNamespace(
                    f"a namespace is named by letters, digits, - and _, 63 at the most, not {name[:80]!r}"
                )
            if len(self._open) >= MAX_NAMESPACES:
                raise BadNamespace(
                    f"{MAX_NAMESPACES} namespaces are open already; delete some: DELETE /__admin/namespaces"
                )
            found = self._open[name] = self._opened(name)
        return found

    def _opened(self, name: str) -> Namespace:
        connection = self._connection(name)
        try:
            return Namespace(name, connection, self)
        except sqlite3.Error as error:
            connection.close()
            raise BadData(f"cannot use the database of {name}: {error}") from error

    def names(self) -> list[str]:
        return sorted(self._open)

    def delete(self, name: str) -> bool:
        """Forgets a namespace and removes its file. Whether there was one."""
        found = self._open.pop(name, None)
        if found is None:
            return False
        found.close()
        if self.options.data:
            for suffix in ("", "-wal", "-shm"):
                (self.options.data / f"{name}.db{suffix}").unlink(missing_ok=True)
        return True

    def close(self) -> None:
        for namespace in self._open.values():
            namespace.close()
        self._open.clear()
        self.template.close()
        if self._claim:
            self._claim.close()

    def carrier(self, emulator: Emulator, namespace: Namespace) -> Carrier:
        """Who answers for this carrier in this namespace."""
        elsewhere = self.options.carriers.get(emulator.name)
        if elsewhere and emulator.remote:
            return emulator.remote(elsewhere)
        assert emulator.carrier  # noqa: S101 -- only carriers are asked for here
        return emulator.carrier(namespace)

    def _kept(self) -> list[str]:
        if self.options.data is None:
            return []
        return sorted(path.stem for path in self.options.data.glob("*.db") if NAME.fullmatch(path.stem))

    def _connection(self, name: str) -> sqlite3.Connection:
        if self.options.data is None:
            connection = memory()
            self.template.backup(connection)
            return connection
        return _file(self.options.data / f"{name}.db", self.template)


def _template(emulators: tuple[Emulator, ...]) -> sqlite3.Connection:
    """A database in memory with every table and every seed row, marked with a fingerprint of its schema."""
    import sqlite_utils  # noqa: PLC0415 -- 30 ms that `--help` need not wait for

    connection = memory()
    database, store = sqlite_utils.Database(connection), Store(connection)
    for table in (SETTINGS, OPENINGS, *(table for emulator in emulators for table in emulator.tables)):
        table.create(database)
    for emulator in emulators:
        for table, rows in emulator.seed.items():
            for row in rows:
                store.insert(table, row)
    connection.execute(f"PRAGMA user_version={zlib.crc32(database.schema.encode()) >> 1}")
    return connection


def _claimed(directory: Path) -> sqlite3.Connection:
    """Makes the directory, and keeps other servers out of it for as long as this connection, or this process, lives:
    a namespace that one of them deletes would be lost to the others, who would still answer."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        claim = sqlite3.connect(directory / "lock", timeout=0, isolation_level=None, check_same_thread=False)
        claim.execute("PRAGMA journal_mode=MEMORY")
        claim.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error) as error:
        taken = str(error) == "database is locked"
        reason = "another server does so" if taken else getattr(error, "strerror", None) or error
        raise BadData(f"cannot keep data in {directory}: {reason}") from error
    return claim


def _file(path: Path, template: sqlite3.Connection) -> sqlite3.Connection:
    """The database in this file, made from the template if it is new."""
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            template.backup(connection)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
    except sqlite3.DatabaseError as error:
        raise BadData(f"cannot use {path} as a database: {error}") from error
    if _version(connection) != _version(template):
        connection.close()
        raise BadData(
            f"{path} was made by other emulators or another version of them: move it away, or name another directory"
        )
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
