"""Explores a target with generated requests and life cycles, once or for a given time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.client.rate_limit import WallClock
from emulators.harness.execution.isolation import in_one_namespace
from emulators.harness.execution.report import Report, with_remaining_limits
from emulators.harness.execution.run import Run, selected_labels, unheard
from emulators.harness.fuzzing import corpus
from emulators.harness.fuzzing.generation import EXAMPLES
from emulators.harness.fuzzing.grouping import merge_reports
from emulators.harness.fuzzing.replay import send_corpus
from emulators.harness.stateful.state_machine import SEQUENCES, STEPS, run_stateful

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.outcome import Outcome

KINDS = ("fuzzing", "stateful")


@dataclass(frozen=True)
class Extent:
    """How far to explore: random requests of each kind for each operation, sequences, calls in a sequence, and seconds.

    Without seconds there is one round; with them, each round has the next seed. A guarded target gets one round.
    """

    examples: int = EXAMPLES
    sequences: int = SEQUENCES
    steps: int = STEPS
    seconds: float = 0.0


def explore(  # noqa: PLR0913 (the options of a command, each with its default)
    contract: Contract,
    target: Target,
    *,
    only: Collection[str] = KINDS,
    operations: Collection[str] = (),
    extent: Extent | None = None,
    seed: int | None = None,
    ledger: Ledger | None = None,
    clock: WallClock | None = None,
    after: Report | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
    on_stage: Callable[[str, int], None] = unheard,
    on_step: Callable[[], None] = unheard,
) -> Report:
    """Sends a target generated requests and sequences of calls, and returns the report.

    `only` takes `fuzzing` and `stateful`. `operations` (ids or `METHOD /path`) selects what is called and evaluated,
    beside what a life cycle must create first; none means all. `after` is the report of what was sent before, which
    counts against the target's limits. `on_outcome` is called with each outcome, `on_stage` with what is begun and how many steps it has at most
    (0: nobody knows), and `on_step` with each step.

    Raises:
        ConfigError: the contract has no such operation.
        GenerationFailed: the generator of requests failed.
    """
    labels = selected_labels(contract, operations)
    exploration = _Rounds(
        contract,
        with_remaining_limits(target, after),
        only,
        labels,
        extent or Extent(),
        ledger,
        clock,
        on_outcome,
        on_stage,
        on_step,
    )
    return merge_reports(exploration.rounds(corpus.SEED if seed is None else seed, fixed=seed is not None))


@dataclass(frozen=True)
class _Rounds:
    """The rounds of one exploration."""

    contract: Contract
    target: Target
    only: Collection[str]
    operations: Collection[str]
    extent: Extent
    ledger: Ledger | None
    clock: WallClock | None
    on_outcome: Callable[[Outcome], None] | None
    on_stage: Callable[[str, int], None]
    on_step: Callable[[], None]

    def rounds(self, seed: int, *, fixed: bool) -> Iterator[Report]:
        """Yields the reports of one round after another, until the time is over or nothing more may be sent."""
        until = self._now() + self.extent.seconds
        number = 0
        while True:
            for report in self._round(seed + number, fixed=fixed, until=until):
                yield report
                if report.stopped:
                    return
            number += 1
            if self.target.is_guarded or self._now() >= until:
                return

    def _round(self, seed: int, *, fixed: bool, until: float) -> Iterator[Report]:
        """Yields the reports of one round. The life cycle comes first: it tells most for the fewest requests."""
        target = self.target
        if "stateful" in self.only:
            most = self.extent.sequences * self.extent.steps
            self.on_stage("life cycles, calls", min(most, target.limits.requests) if target.is_guarded else most)
            run = self._run(target, seed, fixed=fixed)
            found = [*run.until_it_ends(self._run_stateful(run, seed, until)), *run.outcomes([])]
            report = run.report(list(self._report_each(found)))
            target = with_remaining_limits(target, report)
            yield report
        if "fuzzing" in self.only:
            self.on_stage("drawing generated requests", 0)
            frozen = corpus.build(self.contract, seed=seed, examples=self.extent.examples, operations=self.operations)
            self.on_stage("generated requests", len(frozen.entries))
            run = self._run(in_one_namespace(target), seed, fixed=fixed)
            yield run.report(list(self._report_each(send_corpus(run, frozen, on_step=self.on_step))))

    def _now(self) -> float:
        return (self.clock or WallClock()).now()

    def _report_each(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            if self.on_outcome is not None:
                self.on_outcome(outcome)
            yield outcome

    def _run_stateful(self, run: Run, seed: int, until: float) -> Iterator[Outcome]:
        def may_continue() -> bool:
            self.on_step()
            return not self.extent.seconds or self._now() < until

        run.read_lists()
        yield from run_stateful(
            run,
            seed=seed,
            operations=self.operations,
            sequences=self.extent.sequences,
            steps=self.extent.steps,
            may_continue=may_continue,
        )

    def _run(self, target: Target, seed: int, *, fixed: bool) -> Run:
        """Returns a run. On an account that lasts, its numbers are others each time, unless a seed was given."""
        isolated = self.target.fresh is not None
        return Run(self.contract, target, seed if fixed or isolated else None, self.ledger, self.clock)
