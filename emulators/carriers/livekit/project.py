"""Projects: the trunks and dispatch rules that the owner of an API key has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.carriers.livekit.record import (
    Info,
    check_dispatch_rule,
    check_inbound_trunk,
    check_outbound_trunk,
)
from emulators.carriers.livekit.tables import DISPATCH_RULES, INBOUND_TRUNKS, OUTBOUND_TRUNKS
from emulators.core.clock import milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.namespace import Namespace
    from emulators.core.store import Table

BASE57 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, eq=False)
class RecordKind:
    """One kind of record: its table, the prefix of its ids, and what refuses a record that is wrong or collides with another."""

    table: Table
    prefix: str
    check: Callable[[Info, list[Info]], None]

    @property
    def key(self) -> str:
        """The name of the field that holds a record's id."""
        return self.table.key


INBOUND_TRUNK = RecordKind(INBOUND_TRUNKS, "ST_", check_inbound_trunk)
OUTBOUND_TRUNK = RecordKind(OUTBOUND_TRUNKS, "ST_", check_outbound_trunk)
DISPATCH_RULE = RecordKind(DISPATCH_RULES, "SDR_", check_dispatch_rule)


class Project:
    """The records of one project in one namespace."""

    def __init__(self, namespace: Namespace, name: str) -> None:
        self._namespace = namespace
        self._store = namespace.store
        self.name = name

    def all(self, kind: RecordKind) -> list[Info]:
        """Returns the project's records of this kind, oldest first."""
        return [_info(row) for row in self._store.select(kind.table, {"project": self.name})]

    def find(self, kind: RecordKind, identifier: str) -> Info | None:
        """Returns the record with this id, or None."""
        row = self._store.find(kind.table, **{kind.key: identifier, "project": self.name})
        return _info(row) if row else None

    def check(self, kind: RecordKind, info: Info) -> None:
        """Checks a record that is to be kept.

        Raises:
            Refusal: it is wrong in itself, or collides with another.
        """
        kind.check(info, [other for other in self.all(kind) if other[kind.key] != info.get(kind.key)])

    def add(self, kind: RecordKind, info: Info) -> Info:
        """Keeps a new record. Returns it with its id and its times."""
        now = milliseconds(self._namespace.clock.now())
        made = {kind.key: kind.prefix + self._namespace.ids.of(BASE57, 12), "created_at": now, "updated_at": now}
        self._store.insert(kind.table, info | made | {"project": self.name})
        return info | made

    def replace(self, kind: RecordKind, info: Info) -> Info:
        """Keeps the record in place of the one with its id. Returns it as it is then."""
        changed = info | {"updated_at": milliseconds(self._namespace.clock.now())}
        self.remove(kind, info[kind.key])
        self._store.insert(kind.table, changed | {"project": self.name})
        return changed

    def remove(self, kind: RecordKind, identifier: str) -> None:
        """Removes the record with this id, if there is one."""
        self._store.delete(kind.table, **{kind.key: identifier, "project": self.name})


def _info(row: Info) -> Info:
    return {name: value for name, value in row.items() if value is not None and name != "project"}
