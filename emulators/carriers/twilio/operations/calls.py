"""Calls: made, listed, shown, sent elsewhere, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio import envelope, rules, schema
from emulators.carriers.twilio.auth import BUYS
from emulators.carriers.twilio.calls import timeline
from emulators.carriers.twilio.calls.record import handled_by, new
from emulators.carriers.twilio.operations.account import ACCOUNT
from emulators.carriers.twilio.operations.declaration import declared
from emulators.carriers.twilio.paging import Page, page
from emulators.carriers.twilio.representations import calls as drawn
from emulators.carriers.twilio.settings import CALL_OUTCOME
from emulators.carriers.twilio.tables import APPLICATIONS, CALLS
from emulators.core.clock import moment, seconds
from emulators.core.store import NEWEST_FIRST

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.call import Call
    from emulators.core.store import Row

LIST, INSTANCE = f"{ACCOUNT}/Calls.json", f"{ACCOUNT}/Calls/{{Sid}}.json"
HANDLERS = ("url", "method", "fallback_url", "fallback_method", "status_callback", "status_callback_method")


def list_calls(call: Call) -> Page:
    """Returns a page of the account's calls that meet every filter, the newest first."""
    query = call.query
    named = {"to": query.To, "from": query.From, "parent_call_sid": query.ParentCallSid}
    where = {name: value for name, value in named.items() if value is not None}
    rows = call.store.select(CALLS, {"account_sid": call.principal.tenant, **where}, NEWEST_FIRST)
    return page([row for row in rows if _is_wanted(row, query, call.now)], query)


def _is_wanted(row: Row, query: schema.CallsQuery, now: datetime) -> bool:
    status, times = timeline.status(row, now), timeline.moments(row)
    started = times.get("initiated")
    ended = times["completed"] if status == "completed" else None
    return (
        query.Status_ in {None, status}
        and _is_within(started, query.StartTime, query.started_before, query.started_after, now)
        and _is_within(ended, query.EndTime, query.ended_before, query.ended_after, now)
    )


def _is_within(when: datetime | None, on: str | None, before: str | None, after: str | None, now: datetime) -> bool:
    """What has not been yet is on no day."""
    if on is before is after is None:
        return True
    if when is None or when > now:
        return False
    return (
        (on is None or when.date() == moment(on).date())
        and (before is None or when < moment(before))
        and (after is None or when >= moment(after))
    )


def create_call(call: Call) -> Row:
    """Makes a call and returns it, as it waits to be made.

    Test credentials are shown the call as they would have it, and nothing is kept.
    """
    body = call.body
    row = new(f"CA{call.ids.hex(32)}", call.principal.tenant, body.From, body.To, call.now)
    row |= {"outcome": call.setting(CALL_OUTCOME), "timeout": body.Timeout, **_handlers(call)}
    if not call.principal.details["test_credentials"]:
        call.store.insert(CALLS, row)
    return row


def _handlers(call: Call) -> dict[str, Any]:
    """Who is asked and told: those of the application, where there is one."""
    if call.body.ApplicationSid:
        return handled_by(rules.own(call, APPLICATIONS, call.body.ApplicationSid) or {})
    sent = call.body.changes()
    return {
        **{name: sent[name] for name in HANDLERS if name in sent},
        "events": call.body.StatusCallbackEvent or ["completed"],
    }


def show_call(call: Call) -> Row | None:
    """Returns the call that the path names."""
    return rules.own(call, CALLS, call.params.Sid)


def change_call(call: Call) -> Row | None:
    """Ends the call or sends it elsewhere, and returns it."""
    row = show_call(call) or {}
    sent = call.body.changes()
    changes: dict[str, Any] = {name: sent[name] for name in HANDLERS if name in sent}
    if call.body.Url or call.body.Twiml:
        changes |= {"url": call.body.Url, "redirected": True, "open": True}
    if call.body.Status:
        changes |= _ending(row, call.body.Status, call.now)
    call.store.update(CALLS, {"sid": row["sid"]}, **changes, date_updated=seconds(call.now))
    return show_call(call)


def _ending(row: Row, wanted: str, now: datetime) -> dict[str, Any]:
    """What ends a call. To cancel it leaves one alone that is in progress."""
    answered = timeline.status(row, now) == "in-progress"
    if answered and wanted == "canceled":
        return {}
    return {"ended": now.isoformat(), "outcome": "completed" if answered else "canceled"}


OPERATIONS = (
    declared(
        "GET",
        LIST,
        list_calls,
        params=schema.AccountPath,
        query=schema.CallsQuery,
        success=envelope.many("calls", drawn.call),
    ),
    declared(
        "POST",
        LIST,
        create_call,
        params=schema.AccountPath,
        permission=BUYS,
        body=schema.CreateCall,
        rules=(
            rules.application_to_call_is_ours,
            rules.call_has_instructions,
            rules.caller_is_valid,
            rules.caller_is_ours,
            rules.callee_is_valid,
            rules.callee_can_be_reached,
            rules.callee_may_be_called,
            rules.callee_is_not_blocked,
        ),
        status=201,
        number="To",
        success=envelope.one(drawn.call),
    ),
    declared(
        "GET",
        INSTANCE,
        show_call,
        params=schema.ResourcePath,
        rules=(rules.call_exists,),
        success=envelope.one(drawn.call),
    ),
    declared(
        "POST",
        INSTANCE,
        change_call,
        params=schema.ResourcePath,
        body=schema.UpdateCall,
        rules=(rules.call_exists, rules.call_can_be_changed),
        success=envelope.one(drawn.call),
    ),
)
