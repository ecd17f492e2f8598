"""Calls: made, listed, shown while they last and afterwards, hung up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo import representations, rules
from emulators.carriers.plivo.calls import timeline
from emulators.carriers.plivo.calls.record import new
from emulators.carriers.plivo.envelope import document, nothing, several_of
from emulators.carriers.plivo.operations.account import ROOT
from emulators.carriers.plivo.paging import Page, page
from emulators.carriers.plivo.schema import AccountPath, CallPath, ListCalls, MakeCall, ShowCall
from emulators.carriers.plivo.settings import CALL_OUTCOME
from emulators.carriers.plivo.tables import CALLS
from emulators.core.operation import Operation
from emulators.core.provenance import documented, inferred
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

HANDLERS = ("answer", "ring", "hangup", "fallback")


def make_call(call: Call) -> dict[str, Any]:
    """Makes a call to everybody who is named. Returns the identifiers of the requests, which are those of the calls."""
    made = [_made(call, called) for called in call.body.to.split("<")]
    if len(made) == 1:
        return {"message": "call fired", "request_uuid": made[0]}
    return {"message": "calls fired", "request_uuid": made}


def _made(call: Call, called: str) -> str:
    body = call.body
    row = new(call.ids.uuid4(), call.principal.tenant, body.from_, called, call.now)
    row |= {f"{name}_url": getattr(body, f"{name}_url") for name in HANDLERS}
    row |= {f"{name}_method": getattr(body, f"{name}_method") for name in HANDLERS}
    row |= {"caller_name": body.caller_name, "ring_timeout": body.ring_timeout, "outcome": call.setting(CALL_OUTCOME)}
    call.store.insert(CALLS, row)
    return str(row["call_uuid"])


def list_calls(call: Call) -> Page | dict[str, Any]:
    """Returns a page of the records of calls that are over, the newest first; of calls that are not, their identifiers."""
    rows = call.store.select(CALLS, {"auth_id": call.principal.tenant}, NEWEST_FIRST)
    found = [row for row in rows if _matches(row, call.query)]
    if call.query.status:
        return {"calls": [row["call_uuid"] for row in found if rules.is_in_status(row, call.query.status, call.now)]}
    return page([row for row in found if timeline.is_over(row, call.now)], call.query)


def _matches(row: Row, query: ListCalls) -> bool:
    return (
        query.call_direction in {None, row["direction"]}
        and query.from_number in {None, row["from"], row["from"].removeprefix("+")}
        and query.to_number in {None, row["to"], row["to"].removeprefix("+")}
    )


def show_call(call: Call) -> Row:
    """Returns the call that the path names."""
    return call.store.select(CALLS, {"call_uuid": call.params.call_uuid})[0]


def hang_up_call(call: Call) -> None:
    """Ends the call; one that nobody answered yet is canceled."""
    row = show_call(call)
    answered = timeline.status(row, call.now) == "in-progress"
    changes = {"outcome": "completed" if answered else "cancel", "ended_by": "API Request"}
    call.store.update(CALLS, {"call_uuid": row["call_uuid"]}, ended=call.now.isoformat(), **changes)


OPERATIONS = (
    Operation(
        "GET",
        f"{ROOT}Call/",
        provenance=inferred("the Python client: calls.list(), live_calls.list_ids(), queued_calls.list_ids()"),
        params=AccountPath,
        query=ListCalls,
        effect=list_calls,
        success=several_of(representations.record),
    ),
    Operation(
        "POST",
        f"{ROOT}Call/",
        provenance=documented("POST Call/: Make a call"),
        params=AccountPath,
        body=MakeCall,
        rules=(rules.account_lets_itself_be_changed,),
        effect=make_call,
        status=201,
        number="to",
        success=document,
    ),
    Operation(
        "GET",
        f"{ROOT}Call/{{call_uuid}}/",
        provenance=documented("GET Call/{call_uuid}/: Get call detail record (CDR) of a call"),
        params=CallPath,
        query=ShowCall,
        rules=(rules.call_is_in_that_status,),
        effect=show_call,
        success=representations.call,
    ),
    Operation(
        "DELETE",
        f"{ROOT}Call/{{call_uuid}}/",
        provenance=documented("DELETE Call/{call_uuid}/: Hangup a specific call"),
        params=CallPath,
        rules=(rules.account_lets_itself_be_changed, rules.call_is_not_over),
        effect=hang_up_call,
        status=204,
        success=nothing,
    ),
)
