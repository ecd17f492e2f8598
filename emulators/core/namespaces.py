"""All namespaces of one server, made on first use."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from emulators.core import namespace
from emulators.core.database import BadData, claim, copy, make_template, open_file, remove_file
from emulators.core.namespace import Namespace, Origin
from emulators.core.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.carrier import Carrier
    from emulators.core.emulator import Emulator
    from emulators.core.telephony import Telephony

DEFAULT = "default"
MAX_NAMESPACES = 1_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}")


class BadNamespace(ValueError):
    """A name that no namespace can have, or one namespace too many. The message is for a person."""


class Namespaces:
    """All namespaces of one server, made on first use from one template of schema and seed."""

    def __init__(self, emulators: tuple[Emulator, ...], options: Options | None = None) -> None:
        """Opens those that the data directory holds. Raises `BadData` and `BadSetting` where the options cannot be met."""
        self.emulators = emulators
        self.options = options or Options()
        self._origin = _origin(emulators, self.options)
        self._open: dict[str, Namespace] = {}
        self._claim = claim(self.options.data) if self.options.data else None
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
            return Namespace(name, connection, self._origin)
        except sqlite3.Error as error:
            connection.close()
            raise BadData(f"cannot use the database of {name}: {error}") from error

    def names(self) -> list[str]:
        """The names of all that are open, in alphabetical order."""
        return sorted(self._open)

    def delete(self, name: str) -> bool:
        """Forgets a namespace and removes its file. Whether there was one."""
        found = self._open.pop(name, None)
        if found is None:
            return False
        found.close()
        if self.options.data:
            remove_file(self.options.data / f"{name}.db")
        return True

    def close(self) -> None:
        """Closes every database, and lets other servers have the data directory."""
        for open_one in self._open.values():
            open_one.close()
        self._open.clear()
        self._origin.template.close()
        if self._claim:
            self._claim.close()

    def _kept(self) -> list[str]:
        if self.options.data is None:
            return []
        return sorted(path.stem for path in self.options.data.glob("*.db") if NAME.fullmatch(path.stem))

    def _connection(self, name: str) -> sqlite3.Connection:
        if self.options.data is None:
            return copy(self._origin.template)
        return open_file(self.options.data / f"{name}.db", self._origin.template)


def _origin(emulators: tuple[Emulator, ...], options: Options) -> Origin:
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
    )


def _carrier(telephony: Telephony, elsewhere: str | None) -> Callable[[Namespace], Carrier]:
    """Who answers for a carrier in a namespace: its own rows, or its API at the URL `elsewhere`."""
    return telephony.carrier if elsewhere is None else lambda _namespace: telephony.remote(elsewhere)
