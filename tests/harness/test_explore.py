"""However far one goes, the guard holds: budgets are shared, what is somebody's is left alone, what was made is taken away."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from harness.switchboard import NOW

from emulators.harness.client.rate_limit import WallClock
from emulators.harness.client.target import Limits, Mode
from emulators.harness.errors import ConfigError
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.report import Verdict, with_remaining_limits
from emulators.harness.execution.run import verify
from emulators.harness.explore import Extent, explore
from emulators.harness.fuzzing.replay import replay

LINE = {
    "id": "0b5a3a56-1c3f-4b7d-9a2e-000000000001",
    "number": "+14155550001",
    "kind": "hosted",
    "port": 5060,
    "agentId": None,
    "createdAt": NOW,
    "updatedAt": NOW,
}
SMALL = Extent(examples=2, sequences=4, steps=4)


@pytest.fixture
def account(stand_in):
    """Makes an application that owns a line, and a railed target that leads to it."""

    def make(mode: Mode, limits: Limits):
        target = stand_in(worlds=False)
        board = target.app.router.routes[0].endpoint.__self__
        board.lines[LINE["id"]] = dict(LINE)
        return board, replace(target, emulator=False, numbers=(), mode=mode, limits=limits)

    return make


def test_the_budgets_hold_for_all_of_it(contract, account):
    board, target = account(Mode.PROVISION, Limits(requests=40, creates=3, rate=0))

    first = verify(contract, replace(target, limits=Limits(requests=15, creates=1, rate=0)))
    report = explore(contract, target, extent=SMALL, seed=1, after=first)

    swept = sum(entry.startswith("DELETE") for entry in board.log)
    assert len([entry for entry in board.log if entry.startswith("POST")]) <= 40
    assert len(board.log) - swept <= 40
    assert board.lines == {LINE["id"]: LINE}
    assert report.stopped == "the budget of 25 requests is used up" or report.requests <= 25 + swept


@pytest.mark.parametrize("kind", ["fuzzing", "stateful"])
def test_one_operation_that_was_asked_for_is_the_only_one_that_is_sent_and_evaluated(contract, account, kind):
    board, target = account(Mode.PROVISION, Limits(requests=500, creates=100, rate=0))

    report = explore(contract, target, only=[kind], operations=["POST /lines"], extent=SMALL, seed=1)

    sent = [entry for entry in board.log if not entry.startswith("DELETE")]
    assert (sent[0], set(sent[1:])) == ("GET /v1/lines", {"POST /v1/lines"})  # whose is what was there before
    assert {outcome.case.operation for outcome in report.outcomes} == {"POST /lines"}


def test_creates_go_first_to_a_success_of_each_operation(contract, account):
    board, target = account(Mode.PROVISION, Limits(requests=500, creates=3, rate=0))

    report = verify(contract, target)

    assert report.evidence.succeeded == {operation.label for operation in contract.operations}
    assert "--max-creates 3 is used up" in {outcome.reason for outcome in report.outcomes}
    assert board.lines == {LINE["id"]: LINE}


def test_what_an_earlier_phase_used_up_is_named_by_the_limit_that_was_given(contract, account):
    _, target = account(Mode.PROVISION, Limits(requests=40, creates=3, rate=0))

    first = verify(contract, target)
    report = explore(contract, target, extent=SMALL, seed=1, after=first)

    reasons = {outcome.reason for outcome in report.outcomes}
    assert "--max-requests 40 is used up by this and earlier phases" in reasons


def test_what_may_not_provision_makes_nothing(contract, account):
    board, target = account(Mode.NO_PROVISION, Limits(requests=500, rate=0))

    report = explore(contract, target, extent=SMALL, seed=1)

    assert board.lines == {LINE["id"]: LINE}
    assert State.HELD in {outcome.state for outcome in report.outcomes}
    assert report.failures == ()


def test_rounds_go_on_until_the_time_is_over_and_are_one_report(contract, stand_in):
    ticks = count()
    once = explore(contract, stand_in(), only=["stateful"], extent=SMALL)

    again = explore(
        contract, stand_in(), only=["stateful"], extent=replace(SMALL, seconds=200), clock=WallClock(ticks.__next__)
    )

    assert again.requests > once.requests
    assert len({outcome.case.id for outcome in again.outcomes}) == len(again.outcomes)
    assert again.verdict is Verdict.HOLDS


def test_outcomes_are_heard_of_as_they_come(contract, stand_in):
    heard: list[Outcome] = []

    report = explore(contract, stand_in(), only=["stateful"], extent=SMALL, on_outcome=heard.append)

    assert tuple(heard) == report.outcomes


def test_an_unknown_operation_is_a_mistake(contract, stand_in):
    with pytest.raises(ConfigError, match="no operation 'ring_line'"):
        explore(contract, stand_in(), operations=["ring_line"])


def test_a_corpus_goes_to_any_target(contract, stand_in, frozen):
    assert replay(contract, stand_in(), frozen).requests > len(frozen.entries)


def test_what_a_phase_made_is_counted_once_against_the_next(contract, account):
    board, target = account(Mode.PROVISION, Limits(requests=500, creates=6, rate=0))

    first = explore(contract, target, only=["stateful"], extent=SMALL, seed=1)
    left = with_remaining_limits(target, first).limits

    made = sum(entry == "POST /v1/lines" for entry in board.log)
    assert 0 < first.creates <= min(made, 6)
    assert left.creates == 6 - first.creates


def test_each_stage_is_told_with_the_steps_that_it_takes_at_most(contract, account):
    _, target = account(Mode.READONLY, Limits(requests=10, rate=0))
    told: list[tuple[str, int]] = []
    steps: list[str] = []

    explore(
        contract,
        target,
        extent=SMALL,
        on_stage=lambda *stage: told.append(stage),
        on_step=lambda: steps.append(told[-1][0]),
    )

    (calls, most), drawing, (generated, entries) = told
    assert (calls, most, drawing) == ("life cycles, calls", 10, ("drawing generated requests", 0))
    assert (generated, steps.count(generated)) == ("generated requests", entries)
    assert steps.count(calls) > 0
