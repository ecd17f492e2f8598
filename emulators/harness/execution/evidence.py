"""Collects the evidence of a run: what was shown of each operation that was asked, and what a verdict lacks."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from emulators.harness.client.ownership import identifier_pointers
from emulators.harness.execution.outcome import State
from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.traversal import part
from emulators.harness.testcases.case import Acceptance, Risk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.examples import Example
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.testcases.case import Case

NAMED = 3
"""So many operations are named in a sentence."""


@dataclass(frozen=True)
class Evidence:
    """What a run has shown, as labels of operations (`METHOD /path`).

    `asked`: those that were asked, where a page says that they take a good request, `succeeded`: those that took one,
    `readable`: those whose effect a case reads, `read_back`: those of which a read showed it, `without_id`: those that made
    something and answered no identifier. `|` adds up the evidence of several runs.
    """

    asked: frozenset[str] = frozenset()
    succeeded: frozenset[str] = frozenset()
    readable: frozenset[str] = frozenset()
    read_back: frozenset[str] = frozenset()
    without_id: frozenset[str] = frozenset()

    def __or__(self, other: Evidence) -> Evidence:
        return Evidence(*(getattr(self, each.name) | getattr(other, each.name) for each in fields(self)))

    def gaps(self) -> tuple[str, ...]:
        """Returns what is missing before all that was asked is shown, one sentence for each kind."""
        unmet = self.asked - self.succeeded
        unread = self.asked & self.readable - self.read_back - unmet
        told = (
            (unmet, "no success was met of {}"),
            (self.without_id, "no identifier was answered by {}"),
            (unread, "no read showed the effect of {}"),
        )
        return tuple(words.format(_named(labels)) for labels, words in told if labels)


@dataclass
class EvidenceCollector:
    """Collects the evidence of one run from its cases and their outcomes. `examples` are the contract's."""

    contract: Contract
    examples: Mapping[str, Example]
    found: dict[str, set[str]] = field(default_factory=lambda: {each.name: set() for each in fields(Evidence)})

    def evidence(self) -> Evidence:
        """Returns what was collected so far."""
        return Evidence(**{name: frozenset(labels) for name, labels in self.found.items()})

    def expect(self, case: Case) -> None:
        """Remembers that a case reads what its earlier steps do."""
        if self._binds(case):
            self.found["readable"].update(self._labels(effects_read(case)))

    def learn(self, outcome: Outcome, shown: Iterable[str]) -> None:
        """Takes note of the outcome of one case, whose last step was sent. `shown` are the operations (ids) whose
        effect it reads."""
        case, accepted = outcome.case, outcome.exchanges[-1].response.is_success
        if self._binds(case):
            self.found["asked"].add(case.operation)
        if outcome.state is State.FAILED:
            return
        if accepted and case.expect.answer is not Acceptance.REJECT:
            self.found["succeeded"].add(case.operation)
        if not outcome.departs_in_effect:
            self.found["read_back"].update(self._labels(shown))

    def answered(self, exchange: Exchange) -> None:
        """Remembers the operation of an exchange that made something, and left out what later requests name it by."""
        operation = self.contract.named(exchange.operation)
        pointers = identifier_pointers(self.examples, operation)
        if not exchange.response.is_success or operation.reads or operation.method == "DELETE":
            return
        if any(part(exchange.response.json, pointer) in (NOTHING, None, "") for pointer in pointers):
            self.found["without_id"].add(operation.label)

    def _binds(self, case: Case) -> bool:
        """Returns whether a page says that the operation of a case takes a good request."""
        success = self.contract.named(case.operation).success
        good = success.causes.get("ok") if success else None
        return good is None or good.basis.binds

    def _labels(self, operations: Iterable[str]) -> set[str]:
        return {self.contract.named(each).label for each in operations}


def effects_read(case: Case) -> tuple[str, ...]:
    """Returns the operations (ids) whose effect the last step of a case reads; none where it does not read."""
    *before, last = case.steps
    return tuple(step.operation for step in before if last.risk is Risk.READ and step.risk is not Risk.READ)


def _named(labels: Iterable[str]) -> str:
    """Returns the first few labels as words, and how many more there are."""
    first, more = sorted(labels)[:NAMED], len(sorted(labels)) - NAMED
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")
