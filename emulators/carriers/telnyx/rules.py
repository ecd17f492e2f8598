"""The conditions that a request to Telnyx must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import connections, live_calls, numbers, problems
from emulators.carriers.telnyx.numbers import DELETED
from emulators.carriers.telnyx.tables import (
    AVAILABLE_NUMBERS,
    CALL_CONTROL_APPLICATIONS,
    FQDN_CONNECTIONS,
    FQDNS,
    JOBS,
    NUMBER_ORDERS,
    NUMBERS,
)
from emulators.core import magic
from emulators.core.rule import must

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row


@must(problems.INVALID_NUMBER)
def number_sought_is_valid(call: Call) -> bool:
    return bool(call.query.phone_number != magic.INVALID)


@must(problems.NOT_FOUND)
def number_exists(call: Call) -> bool:
    return own_number(call) is not None


@must(problems.LOCKED)
def number_may_be_deleted(call: Call) -> bool:
    return not (own_number(call) or {})["deletion_lock_enabled"]


@must(problems.WRITE_FAILED)
def number_lets_itself_be_changed(call: Call) -> bool:
    return bool((own_number(call) or {})["phone_number"] != magic.WRITE_FAILS)


@must(problems.WRITE_FAILED)
def account_lets_itself_be_changed(call: Call) -> bool:
    return not call.principal.details["refuses_webhooks"]


@must(problems.NO_SUCH_CONNECTION)
def connection_exists(call: Call) -> bool:
    connection = call.body.connection_id
    return not connection or own_connection(call, connection) is not None


@must(problems.NOT_AVAILABLE)
def ordered_numbers_are_available(call: Call) -> bool:
    return all(call.store.find(AVAILABLE_NUMBERS, phone_number=each.phone_number) for each in call.body.phone_numbers)


@must(problems.NOT_FOUND)
def order_exists(call: Call) -> bool:
    return own_order(call) is not None


@must(problems.NOT_FOUND)
def job_exists(call: Call) -> bool:
    return own_job(call) is not None


@must(problems.NUMBERS_MISSING)
def batch_is_chosen(call: Call) -> bool:
    return call.body.phone_numbers is not None or bool(call.query.given())


@must(problems.NUMBERS_MISSING)
def batch_is_listed(call: Call) -> bool:
    return call.body.phone_numbers is not None


@must(problems.NOTHING_TO_UPDATE)
def batch_changes_something(call: Call) -> bool:
    return bool(call.body.given().keys() - {"phone_numbers"})


@must(problems.NUMBERS_MIXED)
def batch_is_named_in_one_way(call: Call) -> bool:
    return len({each.startswith("+") for each in call.body.phone_numbers or ()}) < 2


@must(problems.NUMBERS_NOT_OWNED)
def batch_is_owned(call: Call) -> bool:
    return all(owns_named_number(call, each) for each in call.body.phone_numbers or ())


def batch_changes(call: Call) -> dict[str, Any]:
    """Returns what a job changes of each number, by column."""
    given: dict[str, Any] = call.body.given()
    changes = {name: value for name, value in given.items() if name not in ("phone_numbers", "voice")}
    return {**changes, **given.get("voice", {})}


def owns_named_number(call: Call, named: str) -> bool:
    """Returns whether the account owns the number of this id, or in this +E.164 form."""
    if named.startswith("+"):
        return numbers.owns(call.store, call.principal.details, named)
    row = call.store.find(NUMBERS, id=named, organization_id=call.principal.tenant)
    return row is not None and row["status"] != DELETED


def own_job(call: Call) -> Row | None:
    """Returns the job that the path names, or None where the account has none such."""
    return call.store.find(JOBS, id=call.params.id, organization_id=call.principal.tenant)


@must(problems.NOT_FOUND)
def named_connection_exists(call: Call) -> bool:
    return own_connection(call, call.params.id) is not None


@must(problems.NOT_FOUND)
def fqdn_exists(call: Call) -> bool:
    return own_fqdn(call) is not None


@must(problems.NO_SUCH_CONNECTION)
def connection_leads_to_hosts(call: Call) -> bool:
    own = {"id": call.body.connection_id, "organization_id": call.principal.tenant}
    return call.body.connection_id is None or call.store.find(FQDN_CONNECTIONS, **own) is not None


@must(problems.PORT_OF_SRV)
def record_type_goes_with_the_port(call: Call) -> bool:
    changed = own_fqdn(call) or {} if call.params else {}
    wanted = {**changed, **call.body.given()}
    return wanted["dns_record_type"] != "srv" or wanted.get("port") is None


@must(problems.NO_CALL_CONTROL)
def application_may_dial(call: Call) -> bool:
    own = {"id": call.body.connection_id, "organization_id": call.principal.tenant, "active": True}
    return call.store.find(CALL_CONTROL_APPLICATIONS, **own) is not None


@must(problems.NO_SUCH_CALL)
def call_exists(call: Call) -> bool:
    return own_call(call) is not None


@must(problems.CALL_ENDED)
def call_lasts(call: Call) -> bool:
    return live_calls.end(own_call(call) or {}, call.now) is None


@must(problems.CALL_NOT_ANSWERED)
def call_is_answered(call: Call) -> bool:
    return bool((own_call(call) or {})["answered"])


def own_call(call: Call) -> Row | None:
    """Returns the call that the path names, or None where the account has none such, or none any more."""
    return live_calls.find(call.store, call.principal.tenant, call.params.call_control_id, call.now)


def own_fqdn(call: Call) -> Row | None:
    """Returns the host that the path names, or None where the account has none such."""
    return call.store.find(FQDNS, id=call.params.id, organization_id=call.principal.tenant)


def own_order(call: Call) -> Row | None:
    """Returns the order that the path names, or None where the account has none such."""
    return call.store.find(NUMBER_ORDERS, id=call.params.number_order_id, organization_id=call.principal.tenant)


def own_number(call: Call) -> Row | None:
    """Returns the row of the number that the path names, or None where the account does not own it."""
    row = call.store.find(NUMBERS, id=call.params.id, organization_id=call.principal.tenant)
    return row if row and row["status"] != DELETED else None


def own_connection(call: Call, connection_id: str) -> Row | None:
    """Returns the account's connection with this id, of whatever kind, or None."""
    found = connections.find(call.store, call.principal.tenant, connection_id)
    return found[1] if found else None
