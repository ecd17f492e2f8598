"""Keeps all namespaces of one server, made on first use."""

from __future__ import annotations

import logging
import os
import re
import secrets
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

from emulators.core import namespace
from emulators.core.database import LOCK, BadData, claim, copy, make_template, open_file, remove_file
from emulators.core.namespace import Gone, Namespace, Origin
from emulators.core.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.beginning import Beginning
    from emulators.core.carrier import Carrier
    from emulators.core.emulator import Emulator
    from emulators.core.faults.fault import Fault
    from emulators.core.journal import Watcher
    from emulators.core.telephony import Telephony

DEFAULT = "default"
MAX_NAMESPACES = 1_000
FILES_CLOSE_AFTER = 600.0
"""Seconds after which the file of an idle namespace is closed, where the options say nothing."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


class BadNamespace(ValueError):
    """Raised for a name that no namespace can have. The message is meant for the user."""


class TooMany(BadNamespace):
    """Raised where a server already keeps as many namespaces as it may. The message is meant for the user."""


def explain_refusal(error: BadNamespace | BadData) -> tuple[int, str]:
    """Returns status and text for a client that asked for a namespace which cannot be had. Where it is the server's
    fault, its log says more: the client is not told of paths."""
    if isinstance(error, BadNamespace):
        return 503 if isinstance(error, TooMany) else 400, str(error)
    logging.getLogger("emulators").error("%s", error)
    return 500, "the database of this namespace cannot be used; the server's log says why"


class Namespaces:
    """All namespaces of one server, made on first use from one template of schema and seed.

    With a data directory each is a file, which is closed while idle and opened again on the next use.
    """

    def __init__(self, emulators: tuple[Emulator, ...], options: Options | None = None) -> None:
        """Opens the namespaces that the data directory holds.

        Raises:
            BadData, BadSetting: the options cannot be met.
        """
        self.emulators = emulators
        self.options = options or Options()
        self.watchers: set[Watcher] = set()
        """Those that are told of every request, whatever its namespace."""
        self.at_close: list[Callable[[], None]] = []
        """What is done before the databases are closed."""
        self._origin = _origin(emulators, self.options, self.watchers)
        self._open: dict[str, Namespace] = {}
        self._claim = claim(self.options.data) if self.options.data else None
        self._lock = str(self.options.data / LOCK) if self.options.data else ""
        self._closed = _kept(self.options.data) if self.options.data else set()
        for name in sorted(self._closed):
            self.get(name)

    def get(self, name: str) -> Namespace:
        """Returns the namespace of this name, made if there is none.

        Raises:
            BadNamespace: no namespace can have this name.
            TooMany: the server keeps as many as it may.
            BadData: its database cannot be used.
        """
        if self._lock and not os.path.exists(self._lock):  # noqa: PTH110 -- each request asks; a Path takes ten times as long
            raise BadData(f"{self.options.data} was removed or emptied while it was served")
        found = self._open.get(name)
        if found is None:
            found = self._enter(name, self._connection(name, self._origin.template))
        found.used = time.monotonic()
        return found

    def create(self, name: str | None = None, beginning: Beginning | None = None) -> Namespace:
        """Makes and returns a new namespace; without a name, under one that nobody can guess.

        Raises:
            BadNamespace: no namespace can have this name, or it is taken.
            TooMany: the server keeps as many as it may.
            BadSetting: the beginning names a setting that does not exist, or a value that it does not take.
            BadData: its database cannot be used.
        """
        name = self._new(name)
        return self._enter(name, self._connection(name, self._origin.template), beginning)

    def fork(self, source: Namespace, name: str | None = None) -> Namespace:
        """Makes and returns a new namespace that continues from the state of another, with an empty journal.

        Raises:
            BadNamespace, TooMany, BadSetting, BadData: as `create` does.
        """
        name = self._new(name)
        connection = self._connection(name, self._origin.template)
        source.copy_into(connection)
        return self._enter(name, connection)

    def _new(self, name: str | None) -> str:
        if name is None:
            return f"n{secrets.token_hex(8)}"
        if name in self:
            raise BadNamespace(f"there is a namespace {name!r} already")
        return name

    def _enter(self, name: str, connection: sqlite3.Connection, beginning: Beginning | None = None) -> Namespace:
        try:
            entered = Namespace(name, connection, self._origin, beginning)
        except sqlite3.Error as error:
            connection.close()
            raise BadData(f"cannot use the database of {name}: {error}") from error
        except ValueError:
            connection.close()
            if self.options.data and name not in self._closed:
                remove_file(_file(self.options.data, name))
            raise
        self._open[name] = entered
        self._closed.discard(name)
        return entered

    def _connection(self, name: str, template: sqlite3.Connection) -> sqlite3.Connection:
        """Returns the database of a namespace that is not open, made from the template if there is none.

        Raises:
            BadNamespace: no namespace can have this name.
            TooMany: the server keeps as many as it may.
            BadData: the file cannot be used.
        """
        if not NAME.fullmatch(name):
            raise BadNamespace(f"a namespace is named by letters, digits, - and _, 63 at the most, not {name[:80]!r}")
        if name not in self._closed and len(self._open) + len(self._closed) >= MAX_NAMESPACES:
            raise TooMany(
                f"{MAX_NAMESPACES} namespaces is all that there may be; delete some: DELETE /__admin/namespaces/NAME for one, "
                "DELETE /__admin/namespaces for all; or serve with --namespace-ttl SECONDS"
            )
        if self.options.data is None:
            return copy(template)
        if len(self._open) >= MAX_NAMESPACES:
            self._close(min(self._idle(), key=lambda idle: (bool(idle.faults.faults), idle.used), default=None))
        return open_file(_file(self.options.data, name), template)

    def __contains__(self, name: object) -> bool:
        return name in self._open or name in self._closed

    def names(self) -> list[str]:
        """Returns the names of all namespaces, in alphabetical order."""
        return sorted({*self._open, *self._closed})

    def delete(self, name: str) -> bool:
        """Deletes a namespace with its file, and returns whether there was one."""
        if name not in self:
            return False
        if name in self._open:
            self._open.pop(name).close()
        self._closed.discard(name)
        if self.options.data:
            remove_file(_file(self.options.data, name))
        return True

    def unused_faults(self) -> list[tuple[str, Fault]]:
        """Returns the faults of all open namespaces that took no request, each with its namespace's name."""
        return [(name, fault) for name, each in sorted(self._open.items()) for fault in each.faults.unused]

    async def delete_in_turn(self, name: str) -> bool:
        """Deletes a namespace when its current turn has ended, and returns whether there was one."""
        while name in self:
            try:
                return await self.get(name).turn(self.delete, name)
            except Gone:  # somebody else deleted it; by now there may be a new one
                continue
        return False

    def close_idle(self) -> None:
        """Closes files, or deletes namespaces in memory, that were idle for as long as the options say. The default
        namespace in memory stays, and so does a file whose namespace has faults."""
        ttl = self.options.namespace_ttl
        until = time.monotonic() - (FILES_CLOSE_AFTER if ttl is None else ttl)
        for idle in [each for each in self._idle() if each.used <= until]:
            if self.options.data:
                self._close(None if idle.faults.faults else idle)  # faults are in memory alone, and would be lost
            elif ttl is not None and idle.name != DEFAULT:
                self.delete(idle.name)

    def _idle(self) -> list[Namespace]:
        return [each for each in self._open.values() if not each.busy]

    def _close(self, idle: Namespace | None) -> None:
        if idle:
            self._open.pop(idle.name).close()
            self._closed.add(idle.name)

    def close(self) -> None:
        """Closes every database, and gives the data directory free for other servers."""
        for do in self.at_close:
            do()
        for open_one in self._open.values():
            open_one.close()
        self._open.clear()
        self._origin.template.close()
        if self._claim:
            self._claim.close()


def _kept(directory: Path) -> set[str]:
    names = (_name(path.stem) for path in directory.glob("*.db"))
    return {name for name in names if name and NAME.fullmatch(name)}


def _file(directory: Path, name: str) -> Path:
    """Returns the file of a namespace. Every name has its own, also where a file system ignores case or reserves names
    for devices: a capital letter is written with a plus before it, a device's name with a plus behind it."""
    written = re.sub("[A-Z]", lambda capital: f"+{capital[0].lower()}", name)
    return directory / f"{written}{'+' if _DEVICE.fullmatch(written) else ''}.db"


def _name(written: str) -> str | None:
    """Returns the name of the namespace whose file has this name (without its suffix), or None where none has."""
    name = re.sub(r"\+([a-z])", lambda capital: capital[1].upper(), written)
    name = name.removesuffix("+")
    return name if _file(Path(), name).stem == written else None


def _origin(emulators: tuple[Emulator, ...], options: Options, watchers: set[Watcher]) -> Origin:
    tables = (table for emulator in emulators for table in emulator.tables)
    return Origin(
        options,
        make_template((*namespace.TABLES, *tables), (emulator.seed for emulator in emulators)),
        {emulator.name: emulator.settings for emulator in emulators},
        {
            emulator.name: _carrier(emulator.telephony, options.carriers.get(emulator.name))
            for emulator in emulators
            if emulator.telephony
        },
        watchers,
    )


def _carrier(telephony: Telephony, elsewhere: str | None) -> Callable[[Namespace], Carrier]:
    """Returns what makes a namespace's carrier: one that reads its rows, or one that asks the API at the URL
    `elsewhere`."""
    return telephony.carrier if elsewhere is None else lambda _namespace: telephony.remote(elsewhere)
