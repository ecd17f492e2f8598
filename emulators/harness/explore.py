"""The long way round: generated requests and life cycles against one target, once or for as long as one likes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness import corpus
from emulators.harness.curl import curl
from emulators.harness.errors import ConfigError
from emulators.harness.lifecycle.machine import STEPS, WALKS, life
from emulators.harness.model import Outcome, Report, Risk, State
from emulators.harness.properties.cases import EXAMPLES
from emulators.harness.properties.opinion import Opinion
from emulators.harness.properties.property import gathered, joined
from emulators.harness.run import Run

if TYPE_CHECKING:
    from emulators.harness.contract import Contract
    from emulators.harness.corpus import Corpus
    from emulators.harness.ledger import Ledger
    from emulators.harness.pace import Clock
    from emulators.harness.target import Target

KINDS = ("schemathesis", "lifecycle")


@dataclass(frozen=True)
class Extent:
    """How far to go: random cases a kind of each operation, walks, moves a walk, and seconds to begin anew for.

    Without seconds there is one round; with them, each round has the next seed. A target on rails has one round.
    """

    examples: int = EXAMPLES
    walks: int = WALKS
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
    clock: Clock | None = None,
    after: Report | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
) -> Report:
    """Send a target what nobody wrote down, and report.

    `only` takes `schemathesis` and `lifecycle`, `operations` ids or `METHOD /path` (for `schemathesis`; a life cycle takes
    what it needs). `after` is the report of what was sent before, which counts against the target's limits.
    `on_outcome` hears of each round's outcomes. Raises `ConfigError` for an unknown operation.
    """
    for name in operations:
        if contract.operation(name) is None:
            raise ConfigError(f"{contract.name} has no operation {name!r}")
    tour = _Tour(contract, spent(target, after), only, operations, extent or Extent(), ledger, clock, on_outcome)
    return summed(tour.rounds(corpus.SEED if seed is None else seed, fixed=seed is not None))


def replay(  # noqa: PLR0913 (the same)
    contract: Contract,
    target: Target,
    frozen: Corpus,
    *,
    seed: int | None = None,
    ledger: Ledger | None = None,
    clock: Clock | None = None,
) -> Report:
    """Send a frozen corpus to a target, and report."""
    run = Run(contract, one_world(target), seed=seed, ledger=ledger, clock=clock)
    return run.report(list(played(run, frozen)))


@dataclass(frozen=True)
class _Tour:
    contract: Contract
    target: Target
    only: Collection[str]
    operations: Collection[str]
    extent: Extent
    ledger: Ledger | None
    clock: Clock | None
    on_outcome: Callable[[Outcome], None] | None

    def rounds(self, seed: int, *, fixed: bool) -> Iterator[Report]:
        """One round after another until the time is over, or nothing more may be sent."""
        until = time.monotonic() + self.extent.seconds
        number = 0
        while True:
            for report in self._round(seed + number, fixed=fixed, until=until):
                yield report
                if report.stopped:
                    return
            number += 1
            if self.target.is_railed or time.monotonic() >= until:
                return

    def _round(self, seed: int, *, fixed: bool, until: float) -> Iterator[Report]:
        """The life cycle comes first: it learns most for the least."""
        target = self.target
        if "lifecycle" in self.only:
            run = self._run(target, seed, fixed=fixed)
            report = run.report(list(self._told([*self._life(run, seed, until), *run.outcomes([])])))
            target = spent(target, report)
            yield report
        if "schemathesis" in self.only:
            frozen = corpus.build(self.contract, seed=seed, examples=self.extent.examples, operations=self.operations)
            run = self._run(one_world(target), seed, fixed=fixed)
            yield run.report(list(self._told(played(run, frozen))))

    def _told(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            if self.on_outcome is not None:
                self.on_outcome(outcome)
            yield outcome

    def _life(self, run: Run, seed: int, until: float) -> Iterator[Outcome]:
        def may_go_on() -> bool:
            return not self.extent.seconds or time.monotonic() < until

        return life(run, seed=seed, walks=self.extent.walks, steps=self.extent.steps, may_go_on=may_go_on)

    def _run(self, target: Target, seed: int, *, fixed: bool) -> Run:
        """The numbers of an account that lasts are other ones each time, unless a seed was asked for."""
        own_world = self.target.fresh is not None
        return Run(self.contract, target, seed if fixed or own_world else None, self.ledger, self.clock)


def one_world(target: Target) -> Target:
    """The same target with one new world for everything: thousands of requests need no thousand worlds."""
    return replace(target.fresh(), name=target.name, fresh=None) if target.fresh is not None else target


def played(run: Run, frozen: Corpus) -> Iterator[Outcome]:
    """Every entry of a corpus, played and judged, one outcome for each property."""
    phases, obligations = {}, []
    for entry, obligation in frozen.obligations(run.contract):
        phases[obligation.id] = entry.phase
        obligations.append(obligation)
    if run.target.is_railed:
        obligations.sort(key=lambda each: list(Risk).index(each.risk))
    opinion = Opinion(run.contract)
    outcomes = (_heard(opinion, run, outcome) for outcome in run.outcomes(obligations))
    return gathered("property", ((phases[outcome.obligation.id], outcome) for outcome in outcomes))


def _heard(opinion: Opinion, run: Run, outcome: Outcome) -> Outcome:
    """The outcome, with what Schemathesis's own checks say of an answer that the judge has nothing against."""
    operation = run.contract.operation(outcome.obligation.operation)
    if outcome.state is not State.HELD or not outcome.exchanges or operation is None:
        return outcome
    exchange = outcome.exchanges[-1]
    shown = curl(run.target.url, exchange.request)
    found = tuple(opinion.findings(outcome.obligation.id, operation, exchange, shown))
    return replace(outcome, state=State.NOTICED, findings=found) if found else outcome


# Several reports, one after another.


def summed(reports: Iterable[Report]) -> Report:
    """Several runs against one target as one: outcomes of one obligation are one, what was sent adds up."""
    first, *others = list(reports)
    found: dict[str, list[Outcome]] = {}
    for report in (first, *others):
        for outcome in report.outcomes:
            found.setdefault(outcome.obligation.id, []).append(outcome)
    return replace(
        first,
        outcomes=tuple(joined(outcomes) for outcomes in found.values()),
        requests=sum(report.requests for report in (first, *others)),
        seconds=sum(report.seconds for report in (first, *others)),
        stopped=next((report.stopped for report in (first, *others) if report.stopped), ""),
        leftovers=tuple(dict.fromkeys(line for report in (first, *others) for line in report.leftovers)),
    )


def spent(target: Target, after: Report | None) -> Target:
    """The target with what is left of its limits."""
    if after is None or not target.is_railed:
        return target
    limits = target.limits
    made = sum(
        exchange.request.method == "POST" and 200 <= exchange.response.status < 300
        for outcome in after.outcomes
        for exchange in outcome.exchanges
    )
    left = replace(
        limits,
        requests=max(0, limits.requests - after.requests),
        creates=max(0, limits.creates - made),
        seconds=max(0.0, limits.seconds - after.seconds),
    )
    return replace(target, limits=left)
