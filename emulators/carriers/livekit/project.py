"""One project's trunks and dispatch rules."""

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
class Kind:
    """What a project keeps several of. `check` refuses a record that is wrong in itself or collides with another."""

    table: Table
    prefix: str
    check: Callable[[Info, list[Info]], None]

    @property
    def key(self) -> str:
        return self.table.key


INBOUND_TRUNK = Kind(INBOUND_TRUNKS, "ST_", check_inbound_trunk)
OUTBOUND_TRUNK = Kind(OUTBOUND_TRUNKS, "ST_", check_outbound_trunk)
DISPATCH_RULE = Kind(DISPATCH_RULES, "SDR_", check_dispatch_rule)


class Project:
    """What one project has in one namespace."""

    def __init__(self, namespace: Namespace, name: str) -> None:
        self._namespace = namespace
        self._store = namespace.store
        self.name = name

    def all(self, kind: Kind) -> list[Info]:
        return [_info(row) for row in self._store.select(kind.table, {"project": self.name})]

    def find(self, kind: Kind, identifier: str) -> Info | None:
        row = self._store.find(kind.table, **{kind.key: identifier, "project": self.name})
        return _info(row) if row else None

    def check(self, kind: Kind, info: Info) -> None:
        """Raises `Refusal` where the server would not keep this record."""
        kind.check(info, [other for other in self.all(kind) if other[kind.key] != info.get(kind.key)])

    def add(self, kind: Kind, info: Info) -> Info:
        """Keeps a new record, and gives it an id."""
        now = milliseconds(self._namespace.clock.now())
        made = {kind.key: kind.prefix + self._namespace.ids.of(BASE57, 12), "created_at": now, "updated_at": now}
        self._store.insert(kind.table, info | made | {"project": self.name})
        return info | made

    def replace(self, kind: Kind, info: Info) -> Info:
        """Keeps the record in place of the one with its id."""
        changed = info | {"updated_at": milliseconds(self._namespace.clock.now())}
        self.remove(kind, info[kind.key])
        self._store.insert(kind.table, changed | {"project": self.name})
        return changed

    def remove(self, kind: Kind, identifier: str) -> None:
        self._store.delete(kind.table, **{kind.key: identifier, "project": self.name})


def _info(row: Info) -> Info:
    return {name: value for name, value in row.items() if value is not None and name != "project"}
