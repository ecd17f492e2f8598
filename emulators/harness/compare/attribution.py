"""Decides by the contract which of two targets is wrong where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.testcases.case import Acceptance


class Attribution(StrEnum):
    """Who is wrong."""

    NOBODY = "nobody"
    LEFT = "left"
    RIGHT = "right"
    LOOSE = "contract too loose"
    STRICT = "contract too strict"
    UNDECIDED = "the contract does not say"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one case. What a vendor does is right by definition. `is_guarded` says that its data belongs to
    somebody."""

    name: str
    outcome: Outcome
    is_vendor: bool
    is_guarded: bool

    @property
    def answer(self) -> Acceptance | None:
        """Whether it accepted or refused, None where it did neither."""
        if not self.outcome.exchanges:
            return None
        status = self.outcome.exchanges[-1].response.status
        if 200 <= status < 300:
            return Acceptance.ACCEPT
        return Acceptance.REJECT if 400 <= status < 500 or status in self.outcome.case.expect.statuses else None

    @property
    def inconclusive(self) -> str:
        """Why nothing can be concluded from this side; an empty text where something can."""
        outcome = self.outcome
        if outcome.state is State.UNCHECKED and not (outcome.exchanges and self._is_whole):
            return outcome.reason
        status = outcome.exchanges[-1].response.status if outcome.exchanges else 0
        expected = outcome.case.expect.statuses
        if (status == 429 or (self.is_guarded and status in (401, *range(500, 600)))) and status not in expected:
            return f"it answered {status}"
        return ""

    @property
    def _is_whole(self) -> bool:
        return len(self.outcome.exchanges) == len(self.outcome.case.steps)

    @property
    def departs(self) -> bool:
        """Whether it broke a clause that binds."""
        return any(finding.is_failure for finding in self.outcome.findings)


def attribute(left: Side, right: Side, *, differ: bool) -> tuple[Attribution, str]:
    """Returns who is wrong, and why, in words that name the sides. `differ` says that their answers differ."""
    for side in (left, right):
        if side.inconclusive:
            return Attribution.INCONCLUSIVE, f"{side.name}: {side.inconclusive}"
    if left.answer is not right.answer:
        return _by_acceptance(left, right)
    return _by_answer(left, right) if differ else _by_contract(left)


def _by_acceptance(left: Side, right: Side) -> tuple[Attribution, str]:
    """Returns who is wrong where only one side accepted the request."""
    owed = left.outcome.case.expect.answer
    words = f"{left.name} {_said(left)}, {right.name} {_said(right)}"
    if owed is Acceptance.EITHER:
        return Attribution.UNDECIDED, f"{words}, and the contract does not say"
    authority = next((side for side in (left, right) if side.is_vendor), None)
    if authority is not None and authority.answer is not owed:
        return _contract_is(owed), f"{words}: {authority.name} is the vendor, so the contract is to be changed"
    basis = left.outcome.case.expect.basis
    if authority is None and not basis.binds:
        return Attribution.UNDECIDED, f"{words}, and which of the two is right is only {basis}"
    wrong = left if left.answer is not owed else right
    return (
        Attribution.LEFT if wrong is left else Attribution.RIGHT
    ), f"{words}: the contract says {owed}, so {wrong.name} is wrong"


def _by_answer(left: Side, right: Side) -> tuple[Attribution, str]:
    """Returns who is wrong where both accepted or refused it, and their answers differ."""
    departing = [side for side in (left, right) if side.departs]
    if len(departing) == 1 and not departing[0].is_vendor:
        (wrong,) = departing
        return (Attribution.LEFT if wrong is left else Attribution.RIGHT), f"{wrong.name} breaks the contract"
    if len(departing) == 1:
        return Attribution.STRICT, f"{departing[0].name} is the vendor and breaks the contract, which is to be changed"
    return Attribution.UNDECIDED, "both break the contract" if departing else "no clause that binds is broken by either"


def _by_contract(either: Side) -> tuple[Attribution, str]:
    """Returns whether the contract is wrong where both sides agree."""
    owed = either.outcome.case.expect.answer
    if owed is Acceptance.EITHER or either.answer is owed:
        return Attribution.NOBODY, "they agree"
    return _contract_is(owed), f"each of them {_said(either)}, and the contract says {owed}"


def _contract_is(owed: Acceptance) -> Attribution:
    return Attribution.LOOSE if owed is Acceptance.ACCEPT else Attribution.STRICT


def _said(side: Side) -> str:
    return {Acceptance.ACCEPT: "accepts", Acceptance.REJECT: "refuses", None: "fails"}[side.answer]
