"""Lists below `SIP` of the core API, and what is on them: each is made, listed, shown, changed and deleted alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.carriers.twilio import envelope, rules, schema
from emulators.carriers.twilio.operations.declaration import declared
from emulators.carriers.twilio.paging import Page, page
from emulators.core.clock import seconds

if TYPE_CHECKING:
    from emulators.carriers.twilio.envelope import Draw
    from emulators.carriers.twilio.schema.values import Form
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.rule import Rule
    from emulators.core.schema import Document
    from emulators.core.store import Row, Store, Table


@dataclass(frozen=True)
class SipResource:
    """One kind of resource: where it is, what a request for it takes, and how it is shown.

    `key` names several of them, `prefix` begins their SIDs. `parent` is the path parameter that names the list that they are on, by
    the column that keeps it, and `within` the rules that hold of that list. `named` are the rules for the fields that are sent.
    """

    key: str
    prefix: str
    path: str
    table: Table
    params: tuple[type[Document], type[Document]]
    forms: tuple[type[Form], type[Form]]
    draw: Draw
    delete: Callable[[Store, str], None]
    parent: Mapping[str, str] = field(default_factory=dict)
    within: tuple[Rule, ...] = ()
    named: tuple[Rule, ...] = ()

    def where(self, call: Call) -> dict[str, str]:
        """Returns the columns that the path names: the account, and the list."""
        lists = {column: getattr(call.params, name) for column, name in self.parent.items()}
        return {"account_sid": call.principal.tenant, **lists}

    def find(self, call: Call) -> Row | None:
        """Returns the resource that the path names, or None."""
        return call.store.find(self.table, sid=call.params.Sid, **self.where(call))


def operations_of(kind: SipResource) -> tuple[Operation, ...]:
    """Returns the five operations of a kind of resource."""
    return _list(kind), _create(kind), _show(kind), _change(kind), _delete(kind)


def _list(kind: SipResource) -> Operation:
    def effect(call: Call) -> Page:
        """Returns a page of the resources, oldest first."""
        return page(call.store.select(kind.table, kind.where(call)), call.query)

    return declared(
        "GET",
        f"{kind.path}.json",
        effect,
        name=f"list_{kind.key}",
        params=kind.params[0],
        query=schema.Paged,
        rules=kind.within,
        success=envelope.many(kind.key, kind.draw),
    )


def _create(kind: SipResource) -> Operation:
    def effect(call: Call) -> Row:
        """Makes a resource and returns it."""
        now = seconds(call.now)
        made = {"sid": f"{kind.prefix}{call.ids.hex(32)}", "date_created": now, "date_updated": now}
        row: Row = made | kind.where(call) | call.body.columns()
        call.store.insert(kind.table, row)
        return row

    return declared(
        "POST",
        f"{kind.path}.json",
        effect,
        name=f"create_{_one(kind)}",
        params=kind.params[0],
        body=kind.forms[0],
        rules=(*kind.within, *kind.named),
        status=201,
        success=envelope.one(kind.draw),
    )


def _show(kind: SipResource) -> Operation:
    return declared(
        "GET",
        f"{kind.path}/{{Sid}}.json",
        kind.find,
        name=f"show_{_one(kind)}",
        params=kind.params[1],
        rules=(rules.is_there(kind.find),),
        success=envelope.one(kind.draw),
    )


def _change(kind: SipResource) -> Operation:
    def effect(call: Call) -> Row | None:
        """Changes the fields that were sent and returns the resource."""
        changes = {**call.body.changes(), "date_updated": seconds(call.now)}
        call.store.update(kind.table, {"sid": call.params.Sid}, **changes)
        return kind.find(call)

    return declared(
        "POST",
        f"{kind.path}/{{Sid}}.json",
        effect,
        name=f"change_{_one(kind)}",
        params=kind.params[1],
        body=kind.forms[1],
        rules=(rules.is_there(kind.find), *kind.named),
        success=envelope.one(kind.draw),
    )


def _delete(kind: SipResource) -> Operation:
    def effect(call: Call) -> None:
        """Deletes the resource, and what belongs to it alone."""
        kind.delete(call.store, call.params.Sid)

    return declared(
        "DELETE",
        f"{kind.path}/{{Sid}}.json",
        effect,
        name=f"delete_{_one(kind)}",
        params=kind.params[1],
        rules=(rules.is_there(kind.find),),
        status=204,
    )


def _one(kind: SipResource) -> str:
    """Returns the word for one of the kind, such as `credential` or `ip_address`."""
    return kind.key.removesuffix("es") if kind.key.endswith("sses") else kind.key.removesuffix("s")
