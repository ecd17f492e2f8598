"""Holds a target to a contract: plays every obligation, judges what comes back, and says what that amounts to."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from emulators.harness.call import Blocked, Call, Stopped
from emulators.harness.errors import ConfigError
from emulators.harness.evidence import Evidence
from emulators.harness.filling import Allocator, Filling, Unavailable
from emulators.harness.judge import Judge, Judgement
from emulators.harness.ledger import Ledger
from emulators.harness.model import Answer, Exchange, Obligation, Outcome, Report, State
from emulators.harness.obligations import obligations
from emulators.harness.ownership import Ownership
from emulators.harness.pace import Clock, Pace
from emulators.harness.rails import Rails
from emulators.harness.redaction import Mask, variable
from emulators.harness.samples import samples
from emulators.harness.sweep import sweep
from emulators.harness.transport import Wire, wire

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from emulators.harness.contract import Contract
    from emulators.harness.doubt import Doubt
    from emulators.harness.target import Target

WALL = 5
"""How many refusals of good credentials, without one success, make a wall."""
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


@dataclass(frozen=True)
class World:
    """Where steps are played: the target, or a new one like it."""

    target: Target
    wire: Wire


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
    proofs: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        own_world = self.target.fresh is not None
        self.allocator = Allocator(SEED if self.seed is None and own_world else self.seed)
        self.mask = Mask.of(self.contract, self.target)
        self.wire = wire(self.target)
        pace = Pace(self.wire, self.target.limits.rate, self.clock or Clock())
        ownership = Ownership(samples(self.contract))
        self.rails = Rails(self.contract, self.target, pace, ownership, self.mask, self.ledger or Ledger())
        self.judge = Judge(self.contract, self.target.url, self.mask)
        self._begun = time.perf_counter()
        self._worlds: dict[str, World] = {}
        self._refused_credentials = 0
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
                yield self._settled(outcome, doubt)
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
        world = self._world(obligation)
        filling = Filling(world.target, self.allocator)
        exchanges: list[Exchange] = []
        try:
            evidence = self._play(obligation, world, filling, exchanges)
        except (Unavailable, Blocked) as error:
            return self._unchecked(obligation, str(error), filling, exchanges), None
        except Stopped as error:
            self.stopped = self.stopped or str(error)
            return self._unchecked(obligation, str(error), filling, exchanges), None
        return self._judged(obligation, evidence, filling, exchanges)

    def _play(self, obligation: Obligation, world: World, filling: Filling, exchanges: list[Exchange]) -> Evidence:
        """All steps in order; the evidence of the last."""
        for index, step in enumerate(obligation.steps):
            operation = self.contract.operation(step.operation)
            if operation is None:
                raise Unavailable(f"there is no operation {step.operation}")
            request, arguments, body = filling.request(step, operation)
            self.rails.ownership.minted.update(filling.minted)
            response = self.rails.send(Call(operation, request, step.risk, arguments, body), world.wire)
            exchange = Exchange(operation.id, request, response, body, frozenset(filling.known))
            exchanges.append(exchange)
            filling.answers.append(response.json)
            if index == len(obligation.steps) - 1:
                return Evidence(exchange, arguments, filling)
            if not 200 <= response.status < 300 and not step.may_fail:
                raise Unavailable(f"a step before it was not accepted: {operation.label} answered {response.status}")
        raise Unavailable("there is nothing to play")

    def _judged(
        self, obligation: Obligation, evidence: Evidence, filling: Filling, exchanges: list[Exchange]
    ) -> tuple[Outcome, Doubt | None]:
        judgement = self.judge.judge(obligation, evidence)
        self._prove(obligation, evidence, judgement)
        outcome = Outcome(
            obligation=obligation,
            state=_state(judgement.findings),
            findings=judgement.findings,
            exchanges=self._masked(filling, exchanges),
            success=judgement.success,
        )
        return outcome, judgement.doubt

    def _prove(self, obligation: Obligation, evidence: Evidence, judgement: Judgement) -> None:
        """What this exchange shows to be good: credentials, known values, the operation itself."""
        if evidence.accepted and obligation.expect.answer is Answer.ACCEPT:
            self.proofs.update({"credentials", f"operation {evidence.exchange.operation}"})
            self.proofs.update(f"known {name}={value}" for name, value in evidence.filling.known)
        elif judgement.doubt is not None and evidence.status == 401 and "credentials" not in self.proofs:
            self._refused_credentials += 1
            if self._refused_credentials >= WALL:
                self.stopped = self.stopped or "the target answers 401 to everything: a wall"

    def _settled(self, outcome: Outcome, doubt: Doubt) -> Outcome:
        """A doubt that the run has proven away leaves a failure; one that stands leaves nothing checked."""
        if doubt.needs <= self.proofs:
            return outcome
        leaks = tuple(finding for finding in outcome.findings if finding.layer == "secret")
        state = _state(leaks) if leaks else State.UNCHECKED
        return replace(outcome, state=state, findings=leaks, reason=doubt.reason)

    def _unchecked(self, obligation: Obligation, reason: str, filling: Filling, exchanges: list[Exchange]) -> Outcome:
        return Outcome(
            obligation, State.UNCHECKED, exchanges=self._masked(filling, exchanges), reason=self.mask.text(reason)
        )

    def _masked(self, filling: Filling, exchanges: list[Exchange]) -> tuple[Exchange, ...]:
        mask = self.mask.knowing({value: variable(name) for value, name in filling.secrets.items()})
        return tuple(mask.exchange(exchange) for exchange in exchanges)

    def _world(self, obligation: Obligation) -> World:
        """A new world for what builds on earlier steps, one for each operation otherwise; the one account if there is no other."""
        if self.target.fresh is None:
            return World(self.target, self.wire)
        alone = obligation.sample is None and len(obligation.steps) == 1
        if alone and obligation.operation in self._worlds:
            return self._worlds[obligation.operation]
        made = replace(self.target.fresh(), fresh=self.target.fresh)
        world = World(made, self.wire.to(made))
        if alone:
            self._worlds[obligation.operation] = world
        return world


def _state(findings: tuple[Any, ...]) -> State:
    if any(finding.is_failure for finding in findings):
        return State.FAILED
    return State.NOTICED if findings else State.HELD
