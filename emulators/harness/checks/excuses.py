"""A reason for an answer that lies outside its request, if the contract or HTTP knows one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.case import Answer

if TYPE_CHECKING:
    from emulators.harness.checks.context import Case
    from emulators.harness.contract.response import Response


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer may be due to something outside the request; `needs` is what would prove that it is not."""

    reason: str
    needs: frozenset[str]
    again: bool = False


def doubt(case: Case) -> Doubt | None:
    """Is there another reason than a mistake of the target's?"""
    status, expect = case.evidence.status, case.obligation.expect
    if status == 401 and "unauthenticated" not in expect.causes:
        return Doubt("the target answers 401 to the credentials it was given", frozenset({"credentials"}))
    if status == 403 and not {"forbidden", "wrong_tenant"} & set(expect.causes):
        return Doubt("the target answers 403 to the credentials it was given", frozenset({_done(case)}))
    response = case.operation.response(status)
    if expect.answer is not Answer.ACCEPT or response is None or not _well_formed(case, response):
        return None
    return _stranger(case, response) or _worldly(case, response)


def _stranger(case: Case, response: Response) -> Doubt | None:
    """A value of the target's own that it does not know after all."""
    for name, value in _lent(case):
        if {f"unknown.{name}", f"foreign.{name}"} & set(response.causes):
            reason = f"the target does not know {name} {case.mask.text(value)}"
            return Doubt(reason, frozenset({f"known {name}={value}", _done(case)}))
    return None


def _worldly(case: Case, response: Response) -> Doubt | None:
    """Something in the target's world, or behind it."""
    known, one_world = _lent(case), not case.evidence.own_world
    needs = frozenset({_done(case), *(f"known {name}={value}" for name, value in known)})
    if "duplicate" in response.causes and one_world:
        return Doubt("the target has this value already", needs, again=True)
    all_our_own = len(case.obligation.steps) > 1 and not known
    if "state" in response.causes and not all_our_own and one_world:
        return Doubt("something in the target's world may stand in the way", frozenset({"a world of our own"}))
    if "upstream" in response.causes:
        return Doubt(f"the telephone company behind the target may have caused the {response.status}", needs)
    return None


def _done(case: Case) -> str:
    return f"operation {case.operation.id}"


def _lent(case: Case) -> list[tuple[str, str]]:
    """The target's own values in this very request; those of the steps before it have been accepted."""
    said = {str(value) for value in case.evidence.arguments.values()} | case.evidence.said
    return sorted((name, value) for name, value in case.evidence.known if value in said)


def _well_formed(case: Case, response: Response) -> bool:
    """Is this an answer that the contract can mean? What it only assumes of it, nobody has to send."""
    shape = response.shape
    if shape is None:
        return True
    if case.answer is NOTHING:
        return not shape.node.basis("type").binds
    return not any(breach.clause.basis.binds for breach in shape.breaches(case.answer))
