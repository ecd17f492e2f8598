"""Reasons outside a request that may explain its answer: credentials, existing data, or a carrier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from emulators.harness.checks.context import CheckContext
    from emulators.harness.contract.response import Response


@dataclass(frozen=True, slots=True)
class Excuse:
    """A reason outside the request that may explain the answer.

    `needs` is what the run must show to be good to rule it out. `again` says that a second try may help. `of_target`
    says that it lies in the target or the operation as a whole, and not in this request; `absent`, that the target
    seems not to have the operation.
    """

    reason: str
    needs: frozenset[str]
    again: bool = False
    of_target: bool = False
    absent: bool = False


SUCCESS = "a success"
"""What a run has shown once the target has accepted a good request."""


ANSWER = "an answer"
"""What a run has shown once the target has given an answer that only one of its operations gives."""


def served(operation: str) -> str:
    """Returns the name under which a run remembers that the target has an operation, given by its id."""
    return f"served {operation}"


def find_excuse(context: CheckContext) -> Excuse | None:
    """Returns a reason for the answer that is no mistake of the target's, or None."""
    status, expect = context.observation.status, context.case.expect
    if status == 401 and "unauthenticated" not in expect.causes:
        return Excuse("the target answers 401 to the credentials it was given", frozenset({"credentials"}))
    if status == 403 and not {"forbidden", "wrong_tenant"} & set(expect.causes):
        return Excuse("the target answers 403 to the credentials it was given", frozenset({_done(context)}))
    return _form_of_an_id(context) or _outside(context) or _absence(context) or _outage(context)


def form(operation: str, name: str, value: str) -> str:
    """Returns the name under which a run remembers that an operation (an id) took a parameter of this form."""
    return f"form {operation} {name} {re.sub('[A-Za-z0-9]', 'x', value)}"


def _form_of_an_id(context: CheckContext) -> Excuse | None:
    """Returns an excuse where the request has an id that the target itself gave, and that the contract does not admit: a
    refusal may be about that.
    """
    name = ill_formed_id(context)
    if name is None:
        return None
    value = str(context.observation.arguments[name])
    reason = (
        f"{name} is {context.mask.text(value)} by the target's own answer, and the contract does not admit it there"
    )
    return Excuse(reason, frozenset({form(context.operation.id, name, value)}), of_target=True)


def ill_formed_id(context: CheckContext) -> str | None:
    """Returns the name of a parameter of a refused request whose value an earlier answer gave, and its schema refuses."""
    observation = context.observation
    for parameter in context.operation.parameters if observation.refused else ():
        value = observation.arguments.get(parameter.name)
        if (parameter.name, str(value)) in observation.answered and not parameter.schema.admits(value):
            return parameter.name
    return None


def _outside(context: CheckContext) -> Excuse | None:
    """Returns a reason that the contract itself gives for the refusal of a good request."""
    response = context.operation.response(context.observation.status)
    if context.case.expect.answer is not Acceptance.ACCEPT or response is None or not _well_formed(context, response):
        return None
    return _unknown_value(context, response) or _existing_data(context, response)


def _absence(context: CheckContext) -> Excuse | None:
    """Returns an excuse where the answer is what a server says of a path or a method that it does not have.

    A 404 in the form that the contract gives to it is an answer of the operation itself, unless everything is answered so.
    """
    status = context.observation.status
    if status not in (404, 405):
        return None
    if _is_described(context):
        return Excuse(f"the target answers {status} to everything", frozenset({ANSWER}), of_target=True)
    needs = frozenset({served(context.operation.id)})
    return Excuse(f"nothing shows that the target serves {context.operation.label}", needs, of_target=True, absent=True)


def _is_described(context: CheckContext) -> bool:
    response = context.operation.response(context.observation.status)
    if response is None or response.schema is None or context.answer is NOTHING:
        return False
    return next(iter(response.schema.violations(context.answer)), None) is None


def _outage(context: CheckContext) -> Excuse | None:
    """Returns an excuse for a server failure or a redirect: until a success was met, all may be answered so."""
    status = context.observation.status
    if not (300 <= status < 400 or status >= 500) or status in context.case.expect.statuses:
        return None
    return Excuse(f"the target answers {status}, and no success was met", frozenset({SUCCESS}), of_target=True)


def _unknown_value(context: CheckContext, response: Response) -> Excuse | None:
    """Returns an excuse where a value that was given as known is not known to the target."""
    for name, value in _known_values_sent(context):
        if {f"unknown.{name}", f"foreign.{name}"} & set(response.causes):
            reason = f"the target does not know {name} {context.mask.text(value)}"
            return Excuse(reason, frozenset({f"known {name}={value}", _done(context)}))
    return None


def _existing_data(context: CheckContext, response: Response) -> Excuse | None:
    """Returns an excuse where existing data of the target, or its carrier, may explain the refusal."""
    known, in_one_namespace = _known_values_sent(context), not context.observation.isolated
    needs = frozenset({_done(context), *(f"known {name}={value}" for name, value in known)})
    if "duplicate" in response.causes and in_one_namespace:
        return Excuse("the target has this value already", needs, again=True)
    all_our_own = len(context.case.steps) > 1 and not known
    if "state" in response.causes and not all_our_own and in_one_namespace:
        return Excuse("something in the target's world may stand in the way", frozenset({"a world of our own"}))
    if "upstream" in response.causes:
        return Excuse(f"the telephone company behind the target may have caused the {response.status}", needs)
    return None


def _done(context: CheckContext) -> str:
    return f"operation {context.operation.id}"


def _known_values_sent(context: CheckContext) -> list[tuple[str, str]]:
    """Returns the target's own values in this very request; those of steps before it have been accepted."""
    sent_texts = {str(value) for value in context.observation.arguments.values()} | context.observation.sent_texts
    return sorted((name, value) for name, value in context.observation.known if value in sent_texts)


def _well_formed(context: CheckContext, response: Response) -> bool:
    """Returns whether the contract describes such an answer. What it only assumes of it need not be there."""
    schema = response.schema
    if schema is None:
        return True
    if context.answer is NOTHING:
        return not schema.node.basis("type").binds
    return not any(violation.clause.basis.binds for violation in schema.violations(context.answer))
