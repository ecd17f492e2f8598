"""Remembers which operations a target seems not to have, and reports each of them once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.checks.excuses import ANSWER, served
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.masking.curl import curl
from emulators.harness.model.clause import with_basis
from emulators.harness.model.finding import Finding
from emulators.harness.testcases.case import Acceptance, ExpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from emulators.harness.checks.excuses import Excuse
    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.model.clause import Clause

FEW, MANY = 5, 20
"""So many answers of 404 or 405, and none that an operation gave, end a run: few where every operation of the contract was
asked, and many otherwise."""
SHOWN = 300


@dataclass
class Absences:
    """The operations that answered 404 or 405 to a request that the contract answers otherwise. `url` is the target's.

    `first` holds the first such outcome of each by the operation's id, where the answer has not even the contract's form;
    `status` is the first such answer's, `missed` are the operations, `count` is how many answers there were.
    """

    contract: Contract
    url: str
    first: dict[str, Outcome] = field(default_factory=dict)
    status: int = 0
    missed: set[str] = field(default_factory=set)
    count: int = 0

    def record(self, outcome: Outcome, excuse: Excuse | None) -> None:
        """Takes note of one outcome that is not settled yet."""
        status = outcome.exchanges[-1].response.status
        if status not in (404, 405) or status in outcome.case.expect.statuses:
            return
        self.status, self.count = self.status or status, self.count + 1
        self.missed.add(outcome.case.operation)
        if excuse is not None and excuse.absent:
            self.first.setdefault(self.contract.named(outcome.case.operation).id, outcome)

    def wall(self, good: Collection[str], *, over: bool = False) -> str:
        """Returns why nothing can be shown, where no operation was ever met; otherwise an empty text.

        `good` is what the run has shown, and `over` says that nothing more is sent.
        """
        if not self.count or ANSWER in good:
            return ""
        if not over and self.count < (FEW if len(self.missed) == len(self.contract.operations) else MANY):
            return ""
        url = self.contract.server
        known = f" the contract's is {url}" if url.startswith("http") else ""
        return f"the target answers {self.status} to everything: is the base URL right?{known}"

    def outcomes(self, good: Collection[str]) -> Iterator[Outcome]:
        """Yields one outcome for each operation that the target does not have."""
        for name, outcome in self.first.items():
            if served(name) not in good:
                yield self._outcome(self.contract.named(name), outcome)

    def _outcome(self, operation: ContractOperation, first: Outcome) -> Outcome:
        clause, answer = _clause(operation), first.exchanges[-1].response
        case = replace(
            first.case,
            id=f"{operation.id}.served",
            kind="served",
            title=f"the target serves {operation.label}",
            clause=clause,
            expect=ExpectedAnswer(Acceptance.EITHER, clause.basis),
            branch="",
            example=None,
        )
        found = Finding(
            subject=case.id,
            layer="class",
            clause=clause,
            expected=f"an answer of {operation.label}",
            got=f"{answer.status}: {answer.body.decode('utf-8', 'replace')[:SHOWN]}",
            curl=curl(self.url, first.exchanges[-1].request),
        )
        return replace(first, case=case, state=State.of([found]), findings=(found,), reason="", success=False)


def _clause(operation: ContractOperation) -> Clause:
    """Returns the clause that such an operation exists, with the basis of its success."""
    text, good = f"there is {operation.label}", operation.success.causes.get("ok") if operation.success else None
    return with_basis(good.node.clause(text), good.basis) if good else operation.node.clause(text)
