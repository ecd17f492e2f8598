"""Holds a target to a contract: sends every case, evaluates the answers, and reports the outcomes."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.checks.evaluate import Evaluator
from emulators.harness.client.guard import RequestGuard
from emulators.harness.client.ledger import Ledger
from emulators.harness.client.outgoing import Blocked, Stopped
from emulators.harness.client.ownership import Ownership
from emulators.harness.client.rate_limit import RateLimiter, WallClock
from emulators.harness.client.secrets import mask_for
from emulators.harness.client.target import Mode
from emulators.harness.client.transport import open_transport
from emulators.harness.contract.examples import read_examples
from emulators.harness.errors import ConfigError, HarnessError
from emulators.harness.execution.absences import Absences
from emulators.harness.execution.cleanup import clean_up, list_open
from emulators.harness.execution.confirmations import Confirmations
from emulators.harness.execution.evidence import EvidenceCollector, effects_read
from emulators.harness.execution.executor import Executor
from emulators.harness.execution.isolation import Isolation
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.report import Report, RunDetails
from emulators.harness.execution.resolver import Allocator, Resolver, Unavailable
from emulators.harness.nearest import meant_or_all
from emulators.harness.testcases.derive import derive_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from emulators.harness.checks.excuses import Excuse
    from emulators.harness.checks.observation import Observation
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.testcases.case import Case

LOG = logging.getLogger("emulators")
SEED = 20251121
"""The seed of runs against a target with data of its own."""


def unheard(*_: object) -> None:
    """Does nothing with what it is told: the default of a callback."""


def verify(  # noqa: PLR0913 (the options of a command, each with its default)
    contract: Contract,
    target: Target,
    *,
    only: Collection[str] = ("cases", "examples"),
    operations: Collection[str] = (),
    seed: int | None = None,
    ledger: Ledger | None = None,
    clock: WallClock | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
) -> Report:
    """Holds a target to a contract, and returns the report.

    `only` takes `cases` and `examples`, `operations` takes ids or `METHOD /path`. `on_outcome` is called with each
    outcome as soon as it is settled.

    Raises:
        ConfigError: the contract has no such operation.
        ContractError: the contract breaks its conventions.
    """
    wanted = select_cases(contract, only=only, operations=operations)
    run = Run(contract, target, seed=seed, ledger=ledger, clock=clock)
    outcomes = []
    try:
        for outcome in run.outcomes(wanted):
            outcomes.append(outcome)
            if on_outcome is not None:
                on_outcome(outcome)
    except KeyboardInterrupt:
        run.interrupt()
        run.finish()
    return run.report(outcomes)


def select_cases(contract: Contract, *, only: Collection[str], operations: Collection[str]) -> list[Case]:
    """Returns the cases that were asked for, in the order in which they are sent.

    Raises:
        ConfigError: the contract has no such operation.
    """
    labels = selected_labels(contract, operations)
    return [
        each for each in derive_cases(contract, labels) if ("examples" if each.kind == "exchange" else "cases") in only
    ]


def selected_labels(contract: Contract, operations: Collection[str]) -> frozenset[str]:
    """Returns the labels (`METHOD /path`) of operations that are given by id or label.

    Raises:
        ConfigError: the contract has no such operation.
    """
    labels = set()
    for name in operations:
        operation = contract.operation(name)
        if operation is None:
            labels_of_all = [each.label for each in contract.operations]
            raise ConfigError(f"{contract.name} has no operation {name!r}{meant_or_all(name, labels_of_all)}")
        labels.add(operation.label)
    return frozenset(labels)


def list_cases(contract: Contract) -> list[Case]:
    """Returns the cases that read a list, which a run begins with where it may make something."""
    return [
        case
        for case in derive_cases(contract)
        if case.kind == "minimal"
        and contract.named(case.operation).reads
        and "{" not in contract.named(case.operation).path
    ]


def unfit(case: Case, target: Target) -> str:
    """Returns why a case cannot be sent to a target, or an empty text where it can."""
    example = case.example
    if example is not None and example.profile and example.profile != target.profile:
        return f"works only in the profile {example.profile}"
    if example is not None and example.needs_emulator and not target.emulator:
        return "needs the demo world of an emulator"
    return ""


@dataclass
class Run:
    """One run against one target.

    `stopped` says why nothing more may be sent, `leftovers` names what could not be deleted.
    """

    contract: Contract
    target: Target
    seed: int | None = None
    ledger: Ledger | None = None
    clock: WallClock | None = None
    stopped: str = ""
    interrupted: bool = False
    leftovers: tuple[str, ...] = ()
    confirmations: Confirmations = field(default_factory=Confirmations)

    def __post_init__(self) -> None:
        isolated = self.target.fresh is not None
        seed = SEED if self.seed is None and isolated else self.seed
        self.allocator = Allocator(seed)
        self.mask = mask_for(self.contract, self.target)
        self.details = RunDetails.of(self.target, self.mask, seed)
        self.transport = open_transport(self.target)
        limiter = RateLimiter(self.transport, self.target.limits.rate, self.clock or WallClock())
        given = (*self.target.known.values(), *self.target.foreign.values())
        ownership = Ownership(read_examples(self.contract), taken={value for values in given for value in values})
        self.guard = RequestGuard(self.contract, self.target, limiter, ownership, self.mask, self.ledger or Ledger())
        self.evaluator = Evaluator(self.contract, self.target.shown_url, self.mask)
        self.absences = Absences(self.contract, self.target.shown_url)
        self.evidence = EvidenceCollector(self.contract, read_examples(self.contract))
        self._begun = time.perf_counter()
        self._isolation = Isolation(self.target, self.transport)
        self._pending: list[tuple[Outcome, Excuse]] = []
        self._finished = False
        self._lists_read = False

    def outcomes(self, wanted: Iterable[Case]) -> Iterator[Outcome]:
        """Sends each case and yields its outcome; those with an excuse come last, when all confirmations are in.

        Where the run ends early, the outcomes so far are still yielded, and what it created is still deleted.
        """
        try:
            yield from self.until_it_ends(self._play(wanted))
            yield from self._settled()
        finally:
            self.finish()

    def _settled(self) -> Iterator[Outcome]:
        """Yields the outcomes with an excuse, and one for each operation that the target does not have."""
        good = self.confirmations.good
        wall = self.absences.wall(good, over=True)
        self.stopped = self.stopped or wall
        for outcome, excuse in self._pending:
            yield self.confirmations.settle(outcome, excuse)
        if not wall:
            yield from self.absences.outcomes(good)

    def _play(self, wanted: Iterable[Case]) -> Iterator[Outcome]:
        self.read_lists()
        for case in wanted:
            outcome, excuse = self._outcome(case)
            if excuse is None:
                yield outcome
            else:
                self._pending.append((outcome, excuse))

    def until_it_ends(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yields the same outcomes, up to Ctrl-C or an error of ours, which `stopped` then names."""
        try:
            yield from outcomes
        except KeyboardInterrupt:
            self.interrupt()
        except HarnessError:
            raise
        except Exception as error:  # the account comes first: what was made is still to be taken away
            LOG.exception("the run ended by a fault of the harness")
            self.stopped = self.stopped or f"the harness itself failed: {type(error).__name__}: {error}"

    def interrupt(self) -> None:
        """Ends the run for its user: nothing more is sent but deletions."""
        self.interrupted, self.stopped = True, self.stopped or "interrupted"

    def finish(self) -> None:
        """Deletes what the run created, as far as the contract has an operation for it, and closes the connections. A
        second call does nothing."""
        if self._finished:
            return
        self._finished = True
        try:
            if self.target.is_guarded:
                self.leftovers = clean_up(self.guard)
        except KeyboardInterrupt:
            self.interrupt()
            self.leftovers = list_open(self.guard)
        finally:
            self.transport.close()

    def read_lists(self) -> None:
        """Reads the lists of a target that has data of its own, so that no create can claim what was there before. Once;
        the answers are not evaluated.
        """
        if self._lists_read or not self.target.is_guarded or self.target.mode is not Mode.PROVISION:
            return
        self._lists_read = True
        for case in list_cases(self.contract):
            try:
                self._executor(case).execute(case)
            except (Unavailable, Blocked):
                continue
            except Stopped as error:
                self.stopped = self.stopped or str(error)

    def report(self, outcomes: list[Outcome]) -> Report:
        """Returns the report of these outcomes."""
        return Report(
            contract=self.contract.name,
            version=self.contract.version,
            file=self.contract.file,
            target=self.target.name,
            outcomes=tuple(outcomes),
            requests=self.guard.limiter.sent,
            creates=self.guard.creates,
            seconds=time.perf_counter() - self._begun,
            stopped=self.mask.text(self.stopped),
            leftovers=tuple(map(self.mask.text, self.leftovers)),
            interrupted=self.interrupted,
            evidence=self.evidence.evidence(),
            details=self.details,
        )

    def _outcome(self, case: Case) -> tuple[Outcome, Excuse | None]:
        reason = self._inapplicable(case)
        if reason:
            return Outcome(case, State.UNCHECKED, reason=reason), None
        self.evidence.expect(case)
        begun = time.perf_counter()
        outcome, excuse = self._attempt(case)
        if excuse is not None and excuse.again:
            outcome, excuse = self._attempt(case)
        return replace(outcome, seconds=time.perf_counter() - begun), excuse

    def _inapplicable(self, case: Case) -> str:
        """Returns why a case is not for this target, or not for this run any more; an empty text where it is."""
        return f"the run had stopped: {self.stopped}" if self.stopped else unfit(case, self.target)

    def _attempt(self, case: Case) -> tuple[Outcome, Excuse | None]:
        executor = self._executor(case)
        try:
            observation = executor.execute(case)
        except (Unavailable, Blocked) as error:
            return self._not_checked(case, str(error), executor), None
        except Stopped as error:
            self.stopped = self.stopped or str(error)
            return self._not_checked(case, str(error), executor), None
        return self._evaluate(case, observation, executor)

    def _executor(self, case: Case) -> Executor:
        destination = self._isolation.destination(case)
        resolver = Resolver(destination.target, self.allocator)
        return Executor(self.contract, self.guard, destination.transport, resolver, self.hear)

    def _evaluate(self, case: Case, observation: Observation, executor: Executor) -> tuple[Outcome, Excuse | None]:
        evaluation = self.evaluator.evaluate(case, observation)
        outcome = Outcome(
            case=case,
            state=State.of(evaluation.findings),
            findings=evaluation.findings,
            exchanges=executor.masked(self.mask),
            success=evaluation.success,
        )
        self.learn(outcome, observation, evaluation.excuse)
        self.evidence.learn(outcome, effects_read(case))
        return outcome, evaluation.excuse

    def hear(self, exchange: Exchange) -> None:
        """Learns from any exchange, whatever it is for."""
        self.evidence.answered(exchange)
        self.confirmations.hear(exchange)

    def learn(self, outcome: Outcome, observation: Observation, excuse: Excuse | None) -> None:
        """Learns from one outcome what the target has and takes; the run stops at a wall."""
        self.confirmations.record(outcome.case, observation, excuse)
        self.absences.record(outcome, excuse)
        if self.confirmations.credentials_refused:
            self.stopped = self.stopped or "the target answers 401 to everything: a wall"
        self.stopped = self.stopped or self.absences.wall(self.confirmations.good)

    def _not_checked(self, case: Case, reason: str, executor: Executor) -> Outcome:
        exchanges = executor.masked(self.mask)
        return Outcome(case, State.UNCHECKED, exchanges=exchanges, reason=self.mask.text(reason))
