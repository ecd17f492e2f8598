"""Applications and SIP connections: made, listed, shown, changed, deleted; and all of them seen as connections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import connections, merge, problems, representations, rules
from emulators.carriers.telnyx.connections import CALL_CONTROL, CREDENTIAL, FQDN, TEXML, ConnectionKind
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.identifiers import new_id
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import (
    CallControlApplication,
    CredentialConnection,
    FqdnConnection,
    Id,
    ListCallControlApplications,
    ListConnections,
    ListTexmlApplications,
    TexmlApplication,
    UpdateCredentialConnection,
    UpdateFqdnConnection,
)
from emulators.carriers.telnyx.schema.values import DOCUMENT
from emulators.carriers.telnyx.tables import FQDNS, NUMBERS
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.provenance import documented
from emulators.core.rule import Required, Rule
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.carriers.telnyx.connections import Connection
    from emulators.core.call import Call
    from emulators.core.schema import Document
    from emulators.core.store import Row


def create_connection(kind: ConnectionKind, call: Call) -> dict[str, Any]:
    """Makes a connection and returns it."""
    bare = kind.new(new_id(call.ids), call.principal.tenant, milliseconds(call.now))
    row = dict.fromkeys(kind.table.columns) | bare | merge.changes(bare, call.body.given())
    call.store.insert(kind.table, row)
    return representations.connection(kind, row)


def show_connection(kind: ConnectionKind, call: Call) -> dict[str, Any]:
    """Returns the connection of this kind that the path names."""
    return representations.connection(kind, _own(kind, call) or {})


def change_connection(kind: ConnectionKind, call: Call) -> dict[str, Any]:
    """Changes the fields that were sent and returns the connection."""
    row = _own(kind, call) or {}
    changes = merge.changes(row, call.body.given()) | {"updated_at": milliseconds(call.now)}
    call.store.update(kind.table, {"id": row["id"]}, **changes)
    return representations.connection(kind, row | changes)


def delete_connection(kind: ConnectionKind, call: Call) -> dict[str, Any]:
    """Deletes the connection and returns what it was. Numbers that were on it are on none afterwards, and its hosts are gone."""
    row = _own(kind, call) or {}
    call.store.update(NUMBERS, {"connection_id": row["id"]}, connection_id=None)
    call.store.delete(FQDNS, connection_id=row["id"])
    call.store.delete(kind.table, id=row["id"])
    return representations.connection(kind, row)


def list_connections(kind: ConnectionKind, call: Call) -> Page:
    """Returns a page of the connections of this kind that meet every filter, newest first unless a sort was sent."""
    rows = call.store.select(kind.table, {"organization_id": call.principal.tenant}, NEWEST_FIRST)
    found = _selected(call, [(kind, row) for row in rows])
    return page([representations.connection(kind, row) for kind, row in found], call.query)


def list_all_connections(call: Call) -> Page:
    """Returns a page of the connections of every kind that meet every filter, newest first unless a sort was sent."""
    found = _selected(call, connections.all_connections(call.store, call.principal.tenant))
    return page([representations.connection_in_brief(kind, row) for kind, row in found], call.query)


def show_any_connection(call: Call) -> dict[str, Any]:
    """Returns what connections of every kind have in common, of the one that the path names."""
    kind, row = connections.find(call.store, call.principal.tenant, call.params.id) or (FQDN, {})
    return representations.connection_in_brief(kind, row)


def _selected(call: Call, every: list[Connection]) -> list[Connection]:
    """The connections that meet the filters, in the order that is asked for."""
    given = call.query.given()
    found = [each for each in every if _matches(call, *each, given)]
    order = given.get("sort", "").removeprefix("-")
    if order:
        found.sort(key=lambda each: _value(each, order), reverse=given["sort"].startswith("-"))
    return found


def _value(each: Connection, order: str) -> Any:
    kind, row = each
    return row[kind.name if order in {"connection_name", "friendly_name"} else order]


def _matches(call: Call, kind: ConnectionKind, row: Row, given: dict[str, Any]) -> bool:
    return (
        given.get("name", "").lower() in row[kind.name].lower()
        and given.get("outbound_voice_profile_id") in (None, row["outbound"]["outbound_voice_profile_id"])
        and ("fqdn" not in given or given["fqdn"] in connections.hosts(call.store, row["id"]))
    )


def _own(kind: ConnectionKind, call: Call) -> Row | None:
    return call.store.find(kind.table, id=call.params.id, organization_id=call.principal.tenant)


def _life(  # noqa: PLR0913, PLR0917 -- what the kinds differ in
    path: str,
    kind: ConnectionKind,
    body: type[Document],
    query: type[Document],
    change: type[Document],
    requires: tuple[Required, ...] = (),
) -> tuple[Operation, ...]:
    """The five operations of one kind of connection."""

    one = path.removesuffix("s")

    def at(method: str, effect: Callable[[ConnectionKind, Call], Any], **more: Any) -> Operation:
        said, name = documented(f"{method} /{path}/{{id}}"), effect.__name__.replace("connection", one)
        return Operation(method, f"/v2/{path}/{{id}}", partial(effect, kind), said, Id, name=name, **more)

    exists = Rule(lambda call: _own(kind, call) is not None, problems.NOT_FOUND)
    writable = rules.account_lets_itself_be_changed
    lists, creates = partial(list_connections, kind), partial(create_connection, kind)
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
            requires=requires,
            rules=(writable,),
            status=201,
        ),
        at("GET", show_connection, rules=(exists,)),
        at("PATCH", change_connection, body=change, rules=(writable, exists)),
        at("DELETE", delete_connection, rules=(writable, exists)),
    )


OPERATIONS = (
    *_life(
        "call_control_applications",
        CALL_CONTROL,
        CallControlApplication,
        ListCallControlApplications,
        CallControlApplication,
    ),
    *_life("texml_applications", TEXML, TexmlApplication, ListTexmlApplications, TexmlApplication),
    *_life(
        "credential_connections",
        CREDENTIAL,
        CredentialConnection,
        ListConnections,
        UpdateCredentialConnection,
        (Required(("connection_name", "user_name", "password"), DOCUMENT),),
    ),
    *_life(
        "fqdn_connections",
        FQDN,
        FqdnConnection,
        ListConnections,
        UpdateFqdnConnection,
        (Required(("connection_name",), DOCUMENT),),
    ),
    Operation(
        "GET",
        "/v2/connections",
        list_all_connections,
        documented("GET /connections"),
        query=ListConnections,
        success=listed,
    ),
    Operation(
        "GET",
        "/v2/connections/{id}",
        show_any_connection,
        documented("GET /connections/{id}"),
        params=Id,
        rules=(rules.named_connection_exists,),
    ),
)
