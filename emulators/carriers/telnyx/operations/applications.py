"""Applications of either kind: made, listed, shown, changed, deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import merge, problems, representations, rules
from emulators.carriers.telnyx.applications import CALL_CONTROL, TEXML, ApplicationKind
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.identifiers import new_id
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import (
    CallControlApplication,
    Id,
    ListCallControlApplications,
    ListTexmlApplications,
    TexmlApplication,
)
from emulators.carriers.telnyx.tables import NUMBERS
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.provenance import documented
from emulators.core.rule import Rule
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.call import Call
    from emulators.core.schema import Document
    from emulators.core.store import Row


def create_application(kind: ApplicationKind, call: Call) -> dict[str, Any]:
    """Makes an application and returns it."""
    bare = kind.new(new_id(call.ids), call.principal.tenant, milliseconds(call.now))
    row = dict.fromkeys(kind.table.columns) | bare | merge.changes(bare, call.body.given())
    call.store.insert(kind.table, row)
    return representations.application(kind, row)


def show_application(kind: ApplicationKind, call: Call) -> dict[str, Any]:
    """Returns the application that the path names."""
    return representations.application(kind, _own(kind, call) or {})


def change_application(kind: ApplicationKind, call: Call) -> dict[str, Any]:
    """Changes the fields that were sent and returns the application."""
    row = _own(kind, call) or {}
    changes = merge.changes(row, call.body.given()) | {"updated_at": milliseconds(call.now)}
    call.store.update(kind.table, {"id": row["id"]}, **changes)
    return representations.application(kind, row | changes)


def delete_application(kind: ApplicationKind, call: Call) -> dict[str, Any]:
    """Deletes the application and returns what it was. Numbers that were on it are on no connection afterwards."""
    row = _own(kind, call) or {}
    call.store.update(NUMBERS, {"connection_id": row["id"]}, connection_id=None)
    call.store.delete(kind.table, id=row["id"])
    return representations.application(kind, row)


def list_applications(kind: ApplicationKind, call: Call) -> Page:
    """Returns a page of the applications that meet every filter, newest first unless a sort was sent."""
    query = call.query
    rows = call.store.select(kind.table, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
    found = [row for row in rows if _matches(kind, row, query.name, query.outbound_voice_profile_id)]
    order = (query.sort or "").removeprefix("-").replace("connection_name", kind.name)
    if order:
        found.sort(key=lambda row: row[order], reverse=query.sort.startswith("-"))
    return page([representations.application(kind, row) for row in found], query)


def _matches(kind: ApplicationKind, row: Row, name: str | None, profile: str | None) -> bool:
    named = (name or "").lower() in row[kind.name].lower()
    return named and profile in (None, row["outbound"]["outbound_voice_profile_id"])


def _own(kind: ApplicationKind, call: Call) -> Row | None:
    return call.store.find(kind.table, id=call.params.id, organization_id=call.principal.tenant)


def _life(path: str, kind: ApplicationKind, body: type[Document], query: type[Document]) -> tuple[Operation, ...]:
    """The five operations of one kind of application."""

    one = path.removesuffix("s")

    def at(method: str, effect: Callable[[ApplicationKind, Call], Any], **more: Any) -> Operation:
        said, name = documented(f"{method} /{path}/{{id}}"), effect.__name__.replace("application", one)
        return Operation(method, f"/v2/{path}/{{id}}", partial(effect, kind), said, Id, name=name, **more)

    exists = Rule(lambda call: _own(kind, call) is not None, problems.NOT_FOUND)
    writable = rules.account_lets_itself_be_changed
    lists, creates = partial(list_applications, kind), partial(create_application, kind)
    return (
        Operation(
            "GET", f"/v2/{path}", lists, documented(f"GET /{path}"), name=f"list_{path}", query=query, success=listed
        ),
        Operation(
            "POST",
            f"/v2/{path}",
            creates,
            documented(f"POST /{path}"),
            name=f"create_{one}",
            body=body,
            rules=(writable,),
            status=201,
        ),
        at("GET", show_application, rules=(exists,)),
        at("PATCH", change_application, body=body, rules=(exists, writable)),
        at("DELETE", delete_application, rules=(exists, writable)),
    )


OPERATIONS = (
    *_life("call_control_applications", CALL_CONTROL, CallControlApplication, ListCallControlApplications),
    *_life("texml_applications", TEXML, TexmlApplication, ListTexmlApplications),
)
