"""The hosts that FQDN connections lead to: made, listed, shown, changed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import representations, rules
from emulators.carriers.telnyx.envelope import listed
from emulators.carriers.telnyx.identifiers import new_id
from emulators.carriers.telnyx.paging import Page, page
from emulators.carriers.telnyx.schema import CreateFqdn, Id, ListFqdns, UpdateFqdn
from emulators.carriers.telnyx.tables import FQDNS
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.provenance import documented
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.call import Call

PORT = 5060
"""Where a host of the DNS record type `a` is called if no port is given."""


def create_fqdn(call: Call) -> dict[str, Any]:
    """Makes a host and returns it."""
    now = milliseconds(call.now)
    ours = {"id": new_id(call.ids), "organization_id": call.principal.tenant, "created_at": now, "updated_at": now}
    row = {"port": None, **ours, **call.body.given()}
    if row["dns_record_type"] == "a" and row["port"] is None:
        row["port"] = PORT
    call.store.insert(FQDNS, row)
    return representations.fqdn(row)


def list_fqdns(call: Call) -> Page:
    """Returns a page of the hosts that meet every filter, newest first."""
    given = {name: value for name, value in call.query.given().items() if name in FQDNS.columns}
    rows = call.store.select(FQDNS, {"organization_id": call.principal.tenant, **given}, NEWEST_FIRST)
    return page([representations.fqdn(row) for row in rows], call.query)


def show_fqdn(call: Call) -> dict[str, Any]:
    """Returns the host that the path names."""
    return representations.fqdn(rules.own_fqdn(call) or {})


def change_fqdn(call: Call) -> dict[str, Any]:
    """Changes the fields that were sent and returns the host."""
    row = rules.own_fqdn(call) or {}
    changes = call.body.given() | {"updated_at": milliseconds(call.now)}
    call.store.update(FQDNS, {"id": row["id"]}, **changes)
    return representations.fqdn(row | changes)


def delete_fqdn(call: Call) -> dict[str, Any]:
    """Deletes the host and returns what it was."""
    row = rules.own_fqdn(call) or {}
    call.store.delete(FQDNS, id=row["id"])
    return representations.fqdn(row)


GOOD = (rules.connection_leads_to_hosts, rules.record_type_goes_with_the_port)
WRITABLE = (rules.account_lets_itself_be_changed, rules.fqdn_exists)

OPERATIONS = (
    Operation("GET", "/v2/fqdns", list_fqdns, documented("GET /fqdns"), query=ListFqdns, success=listed),
    Operation(
        "POST",
        "/v2/fqdns",
        create_fqdn,
        documented("POST /fqdns"),
        body=CreateFqdn,
        rules=(rules.account_lets_itself_be_changed, *GOOD),
        status=201,
    ),
    Operation("GET", "/v2/fqdns/{id}", show_fqdn, documented("GET /fqdns/{id}"), Id, rules=(rules.fqdn_exists,)),
    Operation(
        "PATCH",
        "/v2/fqdns/{id}",
        change_fqdn,
        documented("PATCH /fqdns/{id}"),
        Id,
        body=UpdateFqdn,
        rules=(*WRITABLE, *GOOD),
    ),
    Operation("DELETE", "/v2/fqdns/{id}", delete_fqdn, documented("DELETE /fqdns/{id}"), Id, rules=WRITABLE),
)
