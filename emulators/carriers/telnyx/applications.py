"""The two kinds of application that a number's connection can be: the same life, another name and other URLs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.envelope import Page
from emulators.carriers.telnyx.numbers import new_id
from emulators.carriers.telnyx.rules import NOT_FOUND
from emulators.carriers.telnyx.tables import (
    CALL_CONTROL_APPLICATIONS,
    NUMBERS,
    TEXML_APPLICATIONS,
    call_control_application,
    texml_application,
)
from emulators.core.clock import milliseconds
from emulators.core.rule import Rule
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.call import Call
    from emulators.core.store import Row, Table


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its table, the field that names one, and a row of given fields and defaults."""

    table: Table
    record_type: str
    name: str
    made: Callable[..., Row]

    @property
    def exists(self) -> Rule:
        return Rule(lambda call: self._own(call) is not None, NOT_FOUND)

    def create(self, call: Call) -> dict[str, Any]:
        bare = self.made(new_id(call.ids), call.principal.tenant, milliseconds(call.now))
        call.store.insert(self.table, merged(bare, call.body.given()))
        return self._drawn(call.store.select(self.table, {"id": bare["id"]})[0])

    def fetch(self, call: Call) -> dict[str, Any]:
        return self._drawn(self._own(call) or {})

    def change(self, call: Call) -> dict[str, Any]:
        row = self._own(call) or {}
        changes = {name: merged(row, {name: value})[name] for name, value in call.body.given().items()}
        changes["updated_at"] = milliseconds(call.now)
        call.store.update(self.table, {"id": row["id"]}, **changes)
        return self._drawn(row | changes)

    def delete(self, call: Call) -> dict[str, Any]:
        """Numbers that were on it are on no connection afterwards."""
        row = self._own(call) or {}
        call.store.update(NUMBERS, {"connection_id": row["id"]}, connection_id=None)
        call.store.delete(self.table, id=row["id"])
        return self._drawn(row)

    def listed(self, call: Call) -> Page:
        query = call.query
        rows = call.store.select(self.table, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
        found = [row for row in rows if self._matches(row, query.name, query.outbound_voice_profile_id)]
        order = (query.sort or "").removeprefix("-").replace("connection_name", self.name)
        if order:
            found.sort(key=lambda row: row[order], reverse=query.sort.startswith("-"))
        return page(call, [self._drawn(row) for row in found])

    def _matches(self, row: Row, name: str | None, profile: str | None) -> bool:
        named = (name or "").lower() in row[self.name].lower()
        return named and profile in (None, row["outbound"]["outbound_voice_profile_id"])

    def _own(self, call: Call) -> Row | None:
        return call.store.find(self.table, id=call.params.id, organization_id=call.principal.tenant)

    def _drawn(self, row: Row) -> dict[str, Any]:
        shown = {name: row[name] for name in self.table.columns if name != "organization_id"}
        return {"record_type": self.record_type, **shown}


CALL_CONTROL = Kind(CALL_CONTROL_APPLICATIONS, "call_control_application", "application_name", call_control_application)
TEXML = Kind(TEXML_APPLICATIONS, "texml_application", "friendly_name", texml_application)


def merged(row: Row, given: dict[str, Any]) -> Row:
    """The row with what was given; of an object inside it only what that object was given."""
    return row | {name: row[name] | value if isinstance(value, dict) else value for name, value in given.items()}


def page(call: Call, items: list[dict[str, Any]]) -> Page:
    size = call.query.page_size
    start = (call.query.page_number - 1) * size
    return Page(items[start : start + size], len(items))
