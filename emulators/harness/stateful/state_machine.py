"""The state machine: Hypothesis chooses the moves, and makes a walk that went wrong as short as it can."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from emulators.harness.execution.isolation import World
from emulators.harness.fuzzing.grouping import gathered
from emulators.harness.model.finding import kind_of
from emulators.harness.stateful.actions import acts
from emulators.harness.stateful.read_checks import Recall
from emulators.harness.stateful.sequence import Walk
from emulators.harness.stateful.transitions import AFTER_DELETION, ANOTHER_TIME, IN_SEQUENCE
from emulators.harness.testcases.builder import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.run import Run

WALKS, STEPS = 50, 10
ROUNDS = 6
"""How many different failures are looked for, one after another."""


class WentWrong(Exception):
    """A move met a failure that was not met before."""


@dataclass
class Diary:
    """What was met on all walks; of those that met the same failure, the shortest."""

    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    failures: dict[tuple[str, ...], tuple[str, Outcome]] = field(default_factory=dict)
    settled: set[tuple[str, ...]] = field(default_factory=set)

    def write(self, rule: str, outcome: Outcome) -> bool:
        """Keep an outcome; is it a failure that has not been settled?"""
        kinds = [(outcome.obligation.operation, *kind_of(each)) for each in outcome.findings if each.is_failure]
        for kind in kinds:
            best = self.failures.get(kind)
            if best is None or len(outcome.exchanges) < len(best[1].exchanges):
                self.failures[kind] = (rule, outcome)
        if not kinds:
            self.outcomes.append((rule, outcome))
        return bool(set(kinds) - self.settled)

    def settle(self) -> None:
        self.settled.update(self.failures)

    def all(self) -> Iterator[tuple[str, Outcome]]:
        """Failures first, so that theirs are the exchanges that are kept."""
        yield from self.failures.values()
        yield from self.outcomes


def life(
    run: Run, *, seed: int, walks: int = WALKS, steps: int = STEPS, may_go_on: Callable[[], bool] = lambda: True
) -> Iterator[Outcome]:
    """Walk through the life of what a target keeps: one outcome for each operation and kind of move.

    Where the target's world is somebody's own, there is one try and nothing is made shorter.
    """
    drafts = {draft.operation.id: draft for draft in Draft.all(run.contract)}
    known, recall, diary = acts(run.contract, drafts), Recall(run.contract), Diary()

    def new() -> Walk:
        return Walk(run, _world(run), known, recall)

    for round_ in range(1 if run.target.is_railed else ROUNDS):
        before = len(diary.failures)
        _explored(_machine(new, diary, may_go_on, patient=run.target.is_railed), seed + round_, walks, steps, run)
        if len(diary.failures) == before:
            break
        diary.settle()
    yield from gathered("life", diary.all())


def _world(run: Run) -> World:
    if run.target.fresh is None:
        return World(run.target, run.wire)
    made = run.target.fresh()
    return World(made, run.wire.to(made))


def _machine(new: Callable[[], Walk], diary: Diary, may_go_on: Callable[[], bool], *, patient: bool) -> Any:
    """The machine's class. Its rules are the kinds of moves; which moves there are depends on what was made."""
    from hypothesis import strategies  # noqa: PLC0415 (it takes a while, which only those pay who walk)
    from hypothesis.stateful import RuleBasedStateMachine, precondition, rule  # noqa: PLC0415 (the same)

    class Life(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.walk = new()

        @rule(data=strategies.data())
        def in_sequence(self, data: Any) -> None:
            self.move(data, IN_SEQUENCE)

        @precondition(lambda self: self.walk.moves(ANOTHER_TIME))
        @rule(data=strategies.data())
        def another_time(self, data: Any) -> None:
            self.move(data, ANOTHER_TIME)

        @precondition(lambda self: self.walk.moves(AFTER_DELETION))
        @rule(data=strategies.data())
        def after_deletion(self, data: Any) -> None:
            self.move(data, AFTER_DELETION)

        def move(self, data: Any, kind: str) -> None:
            possible = self.walk.moves(kind)
            if not possible or not may_go_on():
                return
            labels = sorted({each.act.operation.label for each in possible})
            label = data.draw(strategies.sampled_from(labels))
            fitting = [each for each in possible if each.act.operation.label == label]
            chosen = fitting[data.draw(strategies.integers(0, len(fitting) - 1))]
            if diary.write(kind, self.walk.make(chosen)) and not patient:
                raise WentWrong(repr(chosen))

    return Life


def _explored(machine: Any, seed: int, walks: int, steps: int, run: Run) -> None:
    """Let Hypothesis loose, where it leaves nothing behind. What it says of a failure is in the diary already."""
    import hypothesis  # noqa: PLC0415 (see above)
    from hypothesis.configuration import set_hypothesis_home_dir  # noqa: PLC0415 (the same)
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 (the same)

    phases = [hypothesis.Phase.generate] + ([] if run.target.is_railed else [hypothesis.Phase.shrink])
    settings = hypothesis.settings(
        max_examples=walks,
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
