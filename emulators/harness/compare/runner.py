"""Sends the same cases to both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.compare.differences import Difference, broken, differences
from emulators.harness.compare.normalization import Normalizer
from emulators.harness.compare.sent_values import tokens_of_sent_values
from emulators.harness.compare.shared_values import SharedAllocator, SharedValues
from emulators.harness.execution.isolation import in_one_namespace
from emulators.harness.execution.report import with_remaining_limits
from emulators.harness.execution.run import Run, unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True)
class Runner:
    """Sends cases to a side, with the values that both sides share."""

    contract: Contract
    shared_values: SharedValues
    seed: int | None
    ledger: Ledger | None
    on_step: Callable[[], None] = unheard

    def outcomes(self, target: Target, asked: list[Case], many: list[Case]) -> Mapping[str, Outcome]:
        """Returns the outcomes by the ids of their cases: first of `asked`, in fresh namespaces, then of `many`, in one."""
        allocator = SharedAllocator(self.shared_values)
        run = Run(self.contract, target, self.seed, self.ledger)
        run.allocator = allocator
        found = list(self._each(run.outcomes(allocator.following(asked))))
        if many:
            again = Run(
                self.contract,
                in_one_namespace(with_remaining_limits(target, run.report(found))),
                self.seed,
                self.ledger,
            )
            again.allocator = allocator
            found += list(self._each(again.outcomes(allocator.following(many))))
        return {outcome.case.id: outcome for outcome in found}

    def _each(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self.on_step()
            yield outcome

    def differences(self, left: Outcome, right: Outcome, targets: tuple[Target, Target]) -> list[Difference]:
        """Returns where two outcomes of one case differ; nothing where a side was not sent the case."""
        if not left.exchanges or not right.exchanges:
            return []
        own = all(target.fresh is not None for target in targets)
        sent = tokens_of_sent_values(left.exchanges, right.exchanges)
        first, second = (
            Normalizer(self.contract, target.known, own, tokens) for target, tokens in zip(targets, sent, strict=True)
        )
        found = list(differences(left.exchanges, right.exchanges, (first, second)))
        return found + list(broken(left, right, found))
