"""Makes the outcome that the rule of a fault describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.control.fault_rule import HOW
from emulators.core.errors import errors_of
from emulators.core.faults.after import After
from emulators.core.faults.before import Before
from emulators.core.faults.during import During
from emulators.core.faults.exchange import WireAnswer
from emulators.core.faults.garbage import Garbage
from emulators.core.faults.second_hop import SecondHop
from emulators.core.faults.slow import Slow
from emulators.core.faults.twice import Twice
from emulators.core.http import Reply
from emulators.core.magic import phrase
from emulators.core.problem import Problem
from emulators.core.provenance import assumed

if TYPE_CHECKING:
    from emulators.control.fault_rule import FaultRule
    from emulators.core.emulator import Emulator
    from emulators.core.faults.exchange import FaultOutcome
    from emulators.core.operation import Operation


def outcome_of(rule: FaultRule, emulator: Emulator, operations: list[Operation]) -> FaultOutcome:
    """Returns the outcome that a rule describes, once its parts are known to go together."""
    how: Any = rule.how or HOW.get(rule.outcome, ("",))[0]
    if rule.outcome == "before":
        return Before(_refusal(rule, emulator, operations))
    if rule.outcome == "after":
        return After(_gateway(rule))
    if rule.outcome == "during":
        return During((rule.delay or 1.0) if how == "trickled" else None)
    if rule.outcome == "garbage":
        return Garbage(how, rule.status)
    if rule.outcome == "second_hop":
        return SecondHop(how, rule.carrier or "", rule.question or "")
    return Twice() if rule.outcome == "twice" else Slow()


def _refusal(rule: FaultRule, emulator: Emulator, operations: list[Operation]) -> Problem | Reply:
    if rule.error is not None:
        return errors_of(emulator, operations[0])[rule.error].problem
    if rule.status is not None:
        return Problem(rule.status, phrase(rule.status), assumed("asked for by a fault"), asked_for=True)
    assert rule.response is not None  # noqa: S101 -- one of the three is there
    headers = dict(rule.response.lower_headers)
    media_type = headers.pop("content-type", "application/json")
    return Reply(rule.response.status, rule.response.body.encode(), media_type, tuple(headers.items()))


def _gateway(rule: FaultRule) -> WireAnswer | None:
    """Returns what a gateway answers in place of the emulator, or None for no answer at all."""
    if rule.response is not None:
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in rule.response.lower_headers]
        return WireAnswer(rule.response.status, headers, rule.response.body.encode())
    if rule.status is not None:
        return WireAnswer(rule.status, [(b"content-type", b"text/plain")], phrase(rule.status).encode())
    return None
