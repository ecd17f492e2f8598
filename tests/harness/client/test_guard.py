"""An account that matters keeps what it has; what a run made there is taken away again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.account import OWN

from emulators.harness.client.ledger import Ledger
from emulators.harness.client.target import Limits, Mode
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify
from emulators.harness.testcases.case import Risk


@pytest.mark.parametrize(
    ("wrong", "successes"),
    [((), 15), (("auth not enforced",), 3), (("duplicates accepted",), 9), (("any kind", "any agent"), 3)],
    ids=str,
)
def test_what_was_there_before_is_there_afterwards(contract, precious, time, wrong, successes):
    """Where the target accepts what must be refused, nothing more is written through that operation."""
    board, target = precious(*wrong)

    report = verify(contract, target, clock=time.clock)

    assert board.lines == OWN
    assert report.successes > successes
    assert report.leftovers == ()


ALARM = "the target accepted a request that must be refused"


@pytest.mark.parametrize("mode", [Mode.NO_PROVISION, Mode.PROVISION])
def test_a_target_that_accepts_everything_is_written_to_once_for_each_operation(contract, precious, time, mode):
    board, target = precious("auth not enforced", "any kind", "any agent", mode=mode)

    report = verify(contract, target, clock=time.clock)

    accepted = [
        (outcome.case.operation, exchange.response.status)
        for outcome in report.outcomes
        if outcome.case.risk is Risk.REFUSED
        for exchange in outcome.exchanges[-1:]
        if exchange.response.is_success and exchange.request.method == "POST"
    ]
    assert accepted == [("POST /lines", 201)]
    assert ALARM in {outcome.reason for outcome in report.outcomes}
    assert report.verdict is Verdict.BROKEN
    assert board.lines == OWN


def test_the_budget_of_requests_is_kept(contract, precious, time):
    board, target = precious(limits=Limits(requests=20, creates=1000, rate=0))

    report = verify(contract, target, clock=time.clock)

    assert len([line for line in board.log if not line.startswith("DELETE")]) <= 20
    assert "--max-requests 20 is used up" in {outcome.reason for outcome in report.outcomes}
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.gaps == ("no read showed the effect of POST /lines",)
    assert board.lines == OWN


def test_the_budget_of_creates_is_kept(contract, precious, time):
    board, target = precious(limits=Limits(requests=1000, creates=3, rate=0))

    ledger = Ledger()

    report = verify(contract, target, clock=time.clock, ledger=ledger)

    assert ledger._creates.count_where("state = 'deleted'") == 3
    assert "--max-creates 3 is used up" in {outcome.reason for outcome in report.outcomes}
    assert board.lines == OWN


def test_a_failure_that_somebody_asked_for_ends_the_run(contract, precious, time):
    board, target = precious()

    async def faulted(scope, receive, send):
        async def with_header(message):
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"emulator-fault", b"after")]}
            await send(message)

        await board.app(scope, receive, with_header)

    report = verify(contract, replace(target, app=faulted), clock=time.clock)

    assert len(board.log) == 1
    assert report.stopped.startswith("the target fails because somebody asked for it (emulator-fault: after), so it is")
