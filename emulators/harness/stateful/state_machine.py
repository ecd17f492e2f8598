"""Lets Hypothesis choose transitions, and shorten a sequence that failed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from emulators.harness.execution.isolation import Destination
from emulators.harness.fuzzing.grouping import group_outcomes
from emulators.harness.model.finding import finding_key
from emulators.harness.stateful.actions import actions, for_operations
from emulators.harness.stateful.read_checks import ReadChecks
from emulators.harness.stateful.sequence import CallSequence
from emulators.harness.stateful.transitions import AFTER_DELETION, ANOTHER_TIME, IN_SEQUENCE
from emulators.harness.testcases.builder import CaseBuilder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.run import Run

SEQUENCES, STEPS = 50, 10
"""How many sequences are tried, and how many calls one has."""
ROUNDS = 6
"""So many times a failure is looked for that was not met before."""


class WentWrong(Exception):
    """Raised where a transition met a failure for the first time."""


@dataclass
class History:
    """The outcomes of all sequences; where several have the same failure, the shortest."""

    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    failures: dict[tuple[str, ...], tuple[str, Outcome]] = field(default_factory=dict)
    settled: set[tuple[str, ...]] = field(default_factory=set)

    def write(self, rule: str, outcome: Outcome) -> bool:
        """Keeps an outcome, and returns whether it is a failure that was not settled before."""
        kinds = [(outcome.case.operation, *finding_key(each)) for each in outcome.findings if each.is_failure]
        for kind in kinds:
            best = self.failures.get(kind)
            if best is None or len(outcome.exchanges) < len(best[1].exchanges):
                self.failures[kind] = (rule, outcome)
        if not kinds:
            self.outcomes.append((rule, outcome))
        return bool(set(kinds) - self.settled)

    def settle(self) -> None:
        """Marks all failures so far as known, so that Hypothesis looks for others."""
        self.settled.update(self.failures)

    def all(self) -> Iterator[tuple[str, Outcome]]:
        """Yields rule and outcome, failures first, as the exchanges of the first outcome are kept."""
        yield from self.failures.values()
        yield from self.outcomes


def run_stateful(  # noqa: PLR0913 (how far to go, each with its default)
    run: Run,
    *,
    seed: int,
    operations: Collection[str] = (),
    sequences: int = SEQUENCES,
    steps: int = STEPS,
    may_continue: Callable[[], bool] = lambda: True,
) -> Iterator[Outcome]:
    """Sends sequences of calls to a target, and yields one outcome for each operation and kind of transition.

    `operations` (labels) selects what is called and evaluated, beside what must be made for it first; none means all. An
    account that is guarded gets one round, in which nothing is shortened. `may_continue` is asked before each call.
    """
    builders = {builder.operation.id: builder for builder in CaseBuilder.all(run.contract)}
    known = for_operations(actions(run.contract, builders), operations)
    read_checks, history = ReadChecks(run.contract), History()

    def new() -> CallSequence:
        return CallSequence(run, _destination(run), known, read_checks, frozenset(operations))

    for round_ in range(1 if run.target.is_guarded else ROUNDS):
        before = len(history.failures)
        _explore(
            _state_machine(new, history, may_continue, patient=run.target.is_guarded),
            seed + round_,
            sequences,
            steps,
            run,
        )
        if len(history.failures) == before:
            break
        history.settle()
    yield from group_outcomes("life", history.all())


def _destination(run: Run) -> Destination:
    if run.target.fresh is None:
        return Destination(run.target, run.transport)
    made = run.target.fresh()
    return Destination(made, run.transport.to(made))


def _state_machine(
    new: Callable[[], CallSequence], history: History, may_continue: Callable[[], bool], *, patient: bool
) -> Any:
    """Returns the state machine's class. Its rules are the kinds of transitions."""
    from hypothesis import strategies  # noqa: PLC0415 (it takes a while, which only life cycles pay)
    from hypothesis.stateful import RuleBasedStateMachine, precondition, rule  # noqa: PLC0415 (the same)

    class StateMachine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.sequence = new()

        @rule(data=strategies.data())
        def in_sequence(self, data: Any) -> None:
            self.transition(data, IN_SEQUENCE)

        @precondition(lambda self: self.sequence.transitions(ANOTHER_TIME))
        @rule(data=strategies.data())
        def another_time(self, data: Any) -> None:
            self.transition(data, ANOTHER_TIME)

        @precondition(lambda self: self.sequence.transitions(AFTER_DELETION))
        @rule(data=strategies.data())
        def after_deletion(self, data: Any) -> None:
            self.transition(data, AFTER_DELETION)

        def transition(self, data: Any, kind: str) -> None:
            possible = self.sequence.transitions(kind)
            if not possible or not may_continue():
                return
            labels = sorted({each.action.operation.label for each in possible})
            label = data.draw(strategies.sampled_from(labels))
            fitting = [each for each in possible if each.action.operation.label == label]
            chosen = fitting[data.draw(strategies.integers(0, len(fitting) - 1))]
            outcome = self.sequence.make(chosen)
            if self.sequence.evaluates(label) and history.write(kind, outcome) and not patient:
                raise WentWrong(repr(chosen))

    return StateMachine


def _explore(machine: Any, seed: int, sequences: int, steps: int, run: Run) -> None:
    """Runs the state machine. Hypothesis writes nothing to disk, and its failures are already in the history."""
    import hypothesis  # noqa: PLC0415 (see above)
    from hypothesis.configuration import set_hypothesis_home_dir  # noqa: PLC0415 (the same)
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 (the same)

    phases = [hypothesis.Phase.generate] + ([] if run.target.is_guarded else [hypothesis.Phase.shrink])
    settings = hypothesis.settings(
        max_examples=sequences,
        stateful_step_count=steps,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(hypothesis.HealthCheck),
        verbosity=hypothesis.Verbosity.quiet,
        report_multiple_bugs=False,
    )
    with TemporaryDirectory() as home, suppress(WentWrong, hypothesis.errors.HypothesisException):
        set_hypothesis_home_dir(home)
        try:
            run_state_machine_as_test(hypothesis.seed(seed)(machine), settings=settings)
        finally:
            set_hypothesis_home_dir(None)
