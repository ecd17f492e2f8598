"""How fast a run asks, and how it waits."""

from __future__ import annotations

import pytest

from emulators.harness.client.outgoing import Blocked, Stopped
from emulators.harness.client.rate_limit import RateLimiter
from emulators.harness.client.target import Limits, Mode
from emulators.harness.client.transport import Unreachable
from emulators.harness.execution.run import verify
from emulators.harness.model.exchange import HttpRequest, HttpResponse

GET = HttpRequest("GET", "/lines", {})
BUSY, FINE, DOWN = HttpResponse(429, {"retry-after": "7"}, b""), HttpResponse(200, {}, b""), HttpResponse(503, {}, b"")


class Scripted:
    """A transport that gives these answers in turn; an error is raised."""

    def __init__(self, *answers: HttpResponse | Unreachable) -> None:
        self.answers = iter(answers)

    def send(self, _request, _seconds=0.0) -> HttpResponse:
        answer = next(self.answers)
        if isinstance(answer, Unreachable):
            raise answer
        return answer

    def to(self, _target) -> Scripted:
        return self

    def close(self) -> None:
        """Does nothing."""


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


def test_what_comes_after_the_wait_is_the_answer(time):
    limiter = RateLimiter(Scripted(BUSY, FINE), 0, time.clock)

    response = limiter.send_paced(GET)

    assert (response, time.passed, limiter.sent) == (FINE, 7, 2)


@pytest.mark.parametrize("headers", [{}, {"retry-after": "soon"}, {"retry-after": "121"}], ids=str)
def test_a_busy_target_is_not_waited_for_without_a_time_or_for_too_long(time, headers):
    limiter = RateLimiter(Scripted(HttpResponse(429, headers, b"")), 0, time.clock)

    with pytest.raises(Stopped, match=r"^the target answers 429: too many requests$"):
        limiter.send_paced(GET)
    assert time.passed == 0


def test_only_failures_in_a_row_end_a_run(time):
    limiter = RateLimiter(Scripted(DOWN, DOWN, FINE, DOWN, DOWN, DOWN), 0, time.clock)

    statuses = [limiter.send_paced(GET).status for _ in range(5)]

    assert statuses == [503, 503, 200, 503, 503]
    with pytest.raises(Stopped, match=r"^the target answers 503, 3 times in a row$"):
        limiter.send_paced(GET)


@pytest.mark.parametrize("sent", [True, False])
def test_whether_a_request_without_an_answer_was_sent_is_remembered(time, sent):
    limiter = RateLimiter(Scripted(Unreachable("gone", sent=sent)), 0, time.clock)

    with pytest.raises(Blocked, match=r"^the target does not answer: gone$"):
        limiter.send_paced(GET)
    assert limiter.reached is sent


def test_an_emulator_that_does_not_answer_ends_the_run(time):
    limiter = RateLimiter(Scripted(Unreachable("gone")), 0, time.clock)

    with pytest.raises(Stopped, match=r"^the target does not answer: gone$"):
        limiter.send_at_once(GET)
    assert limiter.sent == 1
