"""How fast a run asks, and how it waits."""

from __future__ import annotations

from emulators.harness.client.target import Limits, Mode
from emulators.harness.execution.run import verify


def test_the_rate_is_kept(contract, precious, time):
    _, target = precious(mode=Mode.READONLY, limits=Limits(requests=1000, rate=2))

    report = verify(contract, target, clock=time.clock)

    assert report.requests > 3
    assert time.passed == (report.requests - 1) / 2


def test_the_time_is_kept(contract, precious, time):
    _, target = precious(limits=Limits(requests=1000, creates=1000, rate=1, seconds=10))

    report = verify(contract, target, clock=time.clock)

    assert "10 seconds are over (limits.seconds)" in {outcome.reason for outcome in report.outcomes}


def test_a_busy_target_is_waited_for_once(contract, precious, time):
    board, target = precious("too busy")

    report = verify(contract, target, clock=time.clock)

    assert len(board.log) == 2
    assert time.passed == 7
    assert report.stopped == "the target answers 429 again after the time that it asked for"
    assert report.exit_code == 3


def test_a_target_that_is_down_is_left_alone(contract, precious, time):
    board, target = precious("down")

    report = verify(contract, target, clock=time.clock)

    assert len(board.log) == 3
    assert report.stopped == "the target answers 503, 3 times in a row"
