"""Holds a target to a contract: plays every obligation, judges what comes back, and says what that amounts to."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.checks.evaluate import Judge
from emulators.harness.client.guard import Rails
from emulators.harness.client.ledger import Ledger
from emulators.harness.client.outgoing import Blocked, Stopped
from emulators.harness.client.ownership import Ownership
from emulators.harness.client.rate_limit import Clock, Pace
from emulators.harness.client.secrets import mask_of
from emulators.harness.client.transport import wire
from emulators.harness.contract.examples import samples
from emulators.harness.errors import ConfigError
from emulators.harness.execution.cleanup import sweep
from emulators.harness.execution.confirmations import Proof
from emulators.harness.execution.executor import Play
from emulators.harness.execution.isolation import Worlds
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.report import Report
from emulators.harness.execution.resolver import Allocator, Filling, Unavailable
from emulators.harness.testcases.derive import obligations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from emulators.harness.checks.excuses import Doubt
    from emulators.harness.checks.observation import Evidence
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.testcases.case import Obligation

SEED = 20251121


def verify(  # noqa: PLR0913 (the options of a command, each with its default)
    contract: Contract,
    target: Target,
    *,
    only: Collection[str] = ("obligations", "examples"),
    operations: Collection[str] = (),
    seed: int | None = None,
    ledger: Ledger | None = None,
    clock: Clock | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
) -> Report:
    """Hold a target to a contract, and report.

    `only` takes `obligations` and `examples`, `operations` ids or `METHOD /path`. `on_outcome` hears of each outcome as
    it is found; one that hangs on later proof is heard of at the end. Raises `ConfigError` for an unknown operation.
    """
    wanted = chosen(contract, only=only, operations=operations)
    run = Run(contract, target, seed=seed, ledger=ledger, clock=clock)
    outcomes = []
    for outcome in run.outcomes(wanted):
        outcomes.append(outcome)
        if on_outcome is not None:
            on_outcome(outcome)
    return run.report(outcomes)


def chosen(contract: Contract, *, only: Collection[str], operations: Collection[str]) -> list[Obligation]:
    """The obligations that were asked for, best first."""
    labels = set()
    for name in operations:
        operation = contract.operation(name)
        if operation is None:
            known = ", ".join(each.label for each in contract.operations)
            raise ConfigError(f"{contract.name} has no operation {name!r}; there are {known}")
        labels.add(operation.label)
    return [
        each
        for each in obligations(contract, labels)
        if ("examples" if each.kind == "exchange" else "obligations") in only
    ]


@dataclass
class Run:
    """One run against one target."""

    contract: Contract
    target: Target
    seed: int | None = None
    ledger: Ledger | None = None
    clock: Clock | None = None
    stopped: str = ""
    leftovers: tuple[str, ...] = ()
    proof: Proof = field(default_factory=Proof)

    def __post_init__(self) -> None:
        own_world = self.target.fresh is not None
        self.allocator = Allocator(SEED if self.seed is None and own_world else self.seed)
        self.mask = mask_of(self.contract, self.target)
        self.wire = wire(self.target)
        pace = Pace(self.wire, self.target.limits.rate, self.clock or Clock())
        ownership = Ownership(samples(self.contract))
        self.rails = Rails(self.contract, self.target, pace, ownership, self.mask, self.ledger or Ledger())
        self.judge = Judge(self.contract, self.target.url, self.mask)
        self._begun = time.perf_counter()
        self._worlds = Worlds(self.target, self.wire)
        self._pending: list[tuple[Outcome, Doubt]] = []

    def outcomes(self, wanted: Iterable[Obligation]) -> Iterator[Outcome]:
        """Play and judge each obligation; those in doubt come last, when all proofs are in."""
        try:
            for obligation in wanted:
                outcome, doubt = self._outcome(obligation)
                if doubt is None:
                    yield outcome
                else:
                    self._pending.append((outcome, doubt))
            for outcome, doubt in self._pending:
                yield self.proof.settled(outcome, doubt)
            if self.target.is_railed:
                self.leftovers = sweep(self.rails)
        finally:
            self.wire.close()

    def report(self, outcomes: list[Outcome]) -> Report:
        return Report(
            contract=self.contract.name,
            version=self.contract.version,
            file=self.contract.file,
            target=self.target.name,
            outcomes=tuple(outcomes),
            requests=self.rails.pace.sent,
            seconds=time.perf_counter() - self._begun,
            stopped=self.mask.text(self.stopped),
            leftovers=tuple(map(self.mask.text, self.leftovers)),
        )

    def _outcome(self, obligation: Obligation) -> tuple[Outcome, Doubt | None]:
        reason = self._unfit(obligation)
        if reason:
            return Outcome(obligation, State.UNCHECKED, reason=reason), None
        begun = time.perf_counter()
        outcome, doubt = self._attempt(obligation)
        if doubt is not None and doubt.again:
            outcome, doubt = self._attempt(obligation)
        return replace(outcome, seconds=time.perf_counter() - begun), doubt

    def _unfit(self, obligation: Obligation) -> str:
        """Why an obligation is not this target's, or not this run's any more."""
        sample = obligation.sample
        if self.stopped:
            return f"the run had stopped: {self.stopped}"
        if sample is not None and sample.profile and sample.profile != self.target.profile:
            return f"works only in the profile {sample.profile}"
        if sample is not None and sample.needs_emulator and not self.target.emulator:
            return "needs the demo world of an emulator"
        return ""

    def _attempt(self, obligation: Obligation) -> tuple[Outcome, Doubt | None]:
        world = self._worlds.of(obligation)
        play = Play(self.contract, self.rails, world.wire, Filling(world.target, self.allocator))
        try:
            evidence = play.of(obligation)
        except (Unavailable, Blocked) as error:
            return self._unchecked(obligation, str(error), play), None
        except Stopped as error:
            self.stopped = self.stopped or str(error)
            return self._unchecked(obligation, str(error), play), None
        return self._judged(obligation, evidence, play)

    def _judged(self, obligation: Obligation, evidence: Evidence, play: Play) -> tuple[Outcome, Doubt | None]:
        judgement = self.judge.judge(obligation, evidence)
        self.proof.take(obligation, evidence, judgement.doubt)
        if self.proof.is_missing:
            self.stopped = self.stopped or "the target answers 401 to everything: a wall"
        outcome = Outcome(
            obligation=obligation,
            state=State.of(judgement.findings),
            findings=judgement.findings,
            exchanges=play.masked(self.mask),
            success=judgement.success,
        )
        return outcome, judgement.doubt

    def _unchecked(self, obligation: Obligation, reason: str, play: Play) -> Outcome:
        exchanges = play.masked(self.mask)
        return Outcome(obligation, State.UNCHECKED, exchanges=exchanges, reason=self.mask.text(reason))
