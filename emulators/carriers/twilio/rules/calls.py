"""The conditions that a request about calls must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio import numbers, problems
from emulators.carriers.twilio.calls import timeline
from emulators.carriers.twilio.rules.numbers import TEST_NUMBER
from emulators.carriers.twilio.rules.ownership import own
from emulators.carriers.twilio.tables import APPLICATIONS, CALLS
from emulators.core.rule import must

if TYPE_CHECKING:
    from emulators.core.call import Call

INVALID, UNREACHABLE, NOT_ALLOWED, BLOCKED = "+15005550001", "+15005550002", "+15005550003", "+15005550004"
"""The numbers that Twilio lists for calls with its test credentials."""


@must(problems.NO_APPLICATION_TO_CALL)
def application_to_call_is_ours(call: Call) -> bool:
    sid = call.body.ApplicationSid
    return sid is None or own(call, APPLICATIONS, sid) is not None


@must(problems.NO_INSTRUCTIONS)
def call_has_instructions(call: Call) -> bool:
    """An application has to have a voice URL."""
    if call.body.ApplicationSid:
        return bool((own(call, APPLICATIONS, call.body.ApplicationSid) or {})["voice_url"])
    return bool(call.body.Url or call.body.Twiml)


@must(problems.BAD_CALLER)
def caller_is_valid(call: Call) -> bool:
    """A telephone is called from a telephone number."""
    phone = str(call.body.To).startswith("+")
    return call.body.From != INVALID and (not phone or str(call.body.From).startswith("+"))


@must(problems.CALLER_NOT_VERIFIED)
def caller_is_ours(call: Call) -> bool:
    """A client is called by whom the account likes."""
    caller = call.body.From
    if call.principal.details["test_credentials"]:
        return bool(caller == TEST_NUMBER)
    return not caller.startswith("+") or numbers.owns(call.store, call.principal.details, caller)


@must(problems.BAD_CALLEE)
def callee_is_valid(call: Call) -> bool:
    return bool(call.body.To != INVALID)


@must(problems.NO_ROUTE_TO_CALLEE)
def callee_can_be_reached(call: Call) -> bool:
    return bool(call.body.To != UNREACHABLE)


@must(problems.NO_PERMISSION_TO_CALL)
def callee_may_be_called(call: Call) -> bool:
    return bool(call.body.To != NOT_ALLOWED)


@must(problems.CALLEE_BLOCKED)
def callee_is_not_blocked(call: Call) -> bool:
    return bool(call.body.To != BLOCKED)


@must(problems.NOT_FOUND)
def call_exists(call: Call) -> bool:
    return own(call, CALLS, call.params.Sid) is not None


@must(problems.CALL_NOT_IN_PROGRESS)
def call_can_be_changed(call: Call) -> bool:
    """A call that is over cannot be ended, and one that nobody answered cannot be sent elsewhere."""
    row = own(call, CALLS, call.params.Sid) or {}
    status, body = timeline.status(row, call.now), call.body
    if body.Url or body.Twiml:
        return status == "in-progress"
    return body.Status is None or status in {"queued", "ringing", "in-progress"}
