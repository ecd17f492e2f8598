"""Calls: dialled, looked at, and commanded. Nobody is called and nothing is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import live_calls, representations, rules
from emulators.carriers.telnyx.schema import (
    Answer,
    CallControlId,
    Command,
    Dial,
    Reject,
    Speak,
    StartStreaming,
    Transfer,
)
from emulators.carriers.telnyx.tables import CALLS
from emulators.core.clock import milliseconds
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.core.call import Call
    from emulators.core.rule import Rule
    from emulators.core.schema import Document

OK = {"result": "ok"}
CAUSES = {"CALL_REJECTED": "call_rejected", "USER_BUSY": "user_busy"}
"""Why a call ended, in the words of its event, by the cause that it was refused with."""


def dial_call(call: Call) -> dict[str, Any]:
    """Begins a call that goes out. A second one with the same `command_id` is ignored, and the first one returned."""
    body, owner = call.body, call.principal.tenant
    row = call.store.find(CALLS, organization_id=owner, command_id=body.command_id) if body.command_id else None
    if row is None:
        first = body.to[0] if isinstance(body.to, list) else body.to
        ends = {"from": body.from_, "to": first, "connection_id": body.connection_id}
        more = {"organization_id": owner, "client_state": body.client_state, "command_id": body.command_id}
        row = live_calls.new_call(call.ids, call.now, "outgoing", **ends, **more)
        call.store.insert(CALLS, row)
    return representations.dialled_call(row)


def show_call(call: Call) -> dict[str, Any]:
    """Returns the call that the path names, while it lasts and for some minutes after."""
    row = rules.own_call(call) or {}
    return representations.call_status(row, live_calls.end(row, call.now), call.now)


def answer_call(call: Call) -> dict[str, str]:
    """Answers the call."""
    return _done(call, "answer", answered=True)


def hang_up_call(call: Call) -> dict[str, str]:
    """Ends the call."""
    return _done(call, "hangup", end_time=milliseconds(call.now), hangup_cause="normal_clearing")


def reject_call(call: Call) -> dict[str, str]:
    """Refuses the call."""
    return _done(call, "reject", end_time=milliseconds(call.now), hangup_cause=CAUSES[call.body.cause])


def transfer_call(call: Call) -> dict[str, str]:
    """Takes note that the call is to go elsewhere."""
    return _done(call, "transfer", answered=True)


def speak_in_call(call: Call) -> dict[str, str]:
    """Takes note that a text is to be said."""
    return _done(call, "speak")


def start_streaming_call(call: Call) -> dict[str, str]:
    """Takes note that audio is to be sent."""
    return _done(call, "streaming_start")


def _done(call: Call, name: str, **changes: Any) -> dict[str, str]:
    live_calls.command(call.store, rules.own_call(call) or {}, name, call.body.given(), **changes)
    return OK


def _action(name: str, effect: Callable[[Call], Any], body: type[Document], *more: Rule) -> Operation:
    """The declaration of a command."""
    return Operation(
        "POST",
        f"/v2/calls/{{call_control_id}}/actions/{name}",
        effect,
        documented(f"POST /calls/{{call_control_id}}/actions/{name}"),
        CallControlId,
        body=body,
        rules=(rules.account_lets_itself_be_changed, rules.call_exists, rules.call_lasts, *more),
    )


OPERATIONS = (
    Operation(
        "POST",
        "/v2/calls",
        dial_call,
        documented("POST /calls"),
        body=Dial,
        rules=(rules.account_lets_itself_be_changed, rules.application_may_dial),
    ),
    Operation(
        "GET",
        "/v2/calls/{call_control_id}",
        show_call,
        documented("GET /calls/{call_control_id}"),
        CallControlId,
        rules=(rules.call_exists,),
    ),
    _action("answer", answer_call, Answer),
    _action("hangup", hang_up_call, Command),
    _action("reject", reject_call, Reject),
    _action("transfer", transfer_call, Transfer),
    _action("speak", speak_in_call, Speak, rules.call_is_answered),
    _action("streaming_start", start_streaming_call, StartStreaming, rules.call_is_answered),
)
