"""An account that matters keeps what it has; what a run made there is taken away again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.switchboard import AGENT, BASE, KEY, NOW, Switchboard

from emulators.harness.client.ledger import Ledger
from emulators.harness.client.rate_limit import WallClock
from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.execution.cleanup import sweep
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify
from emulators.harness.testcases.case import Risk

OWN = {
    f"0b5a3a56-1c3f-4b7d-9a2e-{index:012d}": {
        "id": f"0b5a3a56-1c3f-4b7d-9a2e-{index:012d}",
        "number": f"+1415555{index:04d}",
        "kind": "hosted",
        "port": 5060,
        "agentId": None,
        "createdAt": NOW,
        "updatedAt": NOW,
    }
    for index in range(5)
}


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds

    @property
    def clock(self) -> WallClock:
        return WallClock(self.now, self.sleep)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def precious():
    """Makes an account that owns lines already, and a railed target that leads to it."""

    def make(*wrong: str, mode: Mode = Mode.PROVISION, limits: Limits | None = None) -> tuple[Switchboard, Target]:
        board = Switchboard(*wrong, lines=OWN)
        target = Target(
            name="account",
            url=BASE,
            app=board.app,
            headers={"Authorization": f"Bearer {KEY}"},
            known={"agentId": (AGENT,)},
            mode=mode,
            limits=limits or Limits(requests=1000, creates=1000, rate=0),
        )
        return board, target

    return make


@pytest.mark.parametrize(
    "wrong", [(), ("auth not enforced",), ("duplicates accepted",), ("any kind", "any agent")], ids=" ".join
)
def test_what_was_there_before_is_there_afterwards(contract, precious, time, wrong):
    board, target = precious(*wrong)

    report = verify(contract, target, clock=time.clock)

    assert board.lines == OWN
    assert report.successes > 10
    assert report.leftovers == ()


def test_every_mode_sends_no_more_than_it_may(contract, precious, time):
    sent = {}
    for mode in Mode:
        board, target = precious(mode=mode)
        verify(contract, target, clock=time.clock)
        sent[mode] = {line.split()[0] for line in board.log}

    assert sent == {
        Mode.READONLY: {"GET"},
        Mode.NO_PROVISION: {"GET", "POST", "PATCH", "DELETE"},
        Mode.PROVISION: {"GET", "POST", "PATCH", "DELETE"},
    }


def test_without_provision_nothing_is_made(contract, precious, time):
    board, target = precious(mode=Mode.NO_PROVISION)

    report = verify(contract, target, clock=time.clock)

    assert board.lines == OWN
    assert {outcome.reason for outcome in report.outcomes if outcome.case.risk is Risk.PROVISION} == {
        "it may make or change something, and the mode is no-provision"
    }
    assert report.count(State.HELD) > 20


def test_the_budget_of_requests_is_kept(contract, precious, time):
    board, target = precious(limits=Limits(requests=20, creates=1000, rate=0))

    report = verify(contract, target, clock=time.clock)

    assert len([line for line in board.log if not line.startswith("DELETE")]) <= 20
    assert "the budget of 20 requests is used up" in {outcome.reason for outcome in report.outcomes}
    assert report.verdict is Verdict.HOLDS
    assert board.lines == OWN


def test_the_budget_of_creates_is_kept(contract, precious, time):
    board, target = precious(limits=Limits(requests=1000, creates=3, rate=0))

    ledger = Ledger()

    report = verify(contract, target, clock=time.clock, ledger=ledger)

    assert ledger._creates.count_where("state = 'deleted'") == 3
    assert "the budget of 3 creates is used up" in {outcome.reason for outcome in report.outcomes}
    assert board.lines == OWN


def test_the_rate_is_kept(contract, precious, time):
    _, target = precious(mode=Mode.READONLY, limits=Limits(requests=1000, rate=2))

    report = verify(contract, target, clock=time.clock)

    assert report.requests > 3
    assert time.passed == (report.requests - 1) / 2


def test_the_time_is_kept(contract, precious, time):
    _, target = precious(limits=Limits(requests=1000, creates=1000, rate=1, seconds=10))

    report = verify(contract, target, clock=time.clock)

    assert "10 seconds are over" in {outcome.reason for outcome in report.outcomes}


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


def test_what_an_aborted_run_left_is_swept(contract, precious, time, tmp_path):
    board, target = precious()
    ledger = Ledger(tmp_path / "ledger.db")
    verify(contract, target, clock=time.clock, ledger=ledger)
    row = next(iter(ledger._creates.rows_where("state = 'deleted'")))
    made = {**next(iter(OWN.values())), "id": "0b5a3a56-1c3f-4b7d-9a2e-777777777777"}
    board.lines[made["id"]] = made
    ledger.record_answer(row["id"], "created", {"/data/id": made["id"]})

    left = sweep(contract, target, ledger, time.clock)

    assert left == ()
    assert board.lines == OWN
    assert list(ledger.open_entries(contract.name, target.url)) == []


def test_what_cannot_be_taken_away_is_named(contract, precious, time):
    operations = tuple(operation for operation in contract.operations if operation.method != "DELETE")
    board, target = precious(limits=Limits(requests=1000, creates=1, rate=0))

    report = verify(replace(contract, operations=operations), target, clock=time.clock, operations=["POST /lines"])

    (made,) = set(board.lines) - set(OWN)
    (left,) = report.leftovers
    assert left.startswith("POST /lines {")
    assert made in left


def test_the_ledger_knows_no_secret(contract, precious, time, tmp_path):
    _, target = precious()
    path = tmp_path / "ledger.db"

    verify(contract, target, clock=time.clock, ledger=Ledger(path))

    assert KEY.encode() not in path.read_bytes()
    assert b"secret-token" not in path.read_bytes()
    assert b"$TOKEN" in path.read_bytes()


def test_no_number_that_may_ring_somebody_is_sent(contract, precious, time, monkeypatch):
    board, target = precious()
    monkeypatch.setattr("emulators.harness.execution.resolver.fictional", lambda _: "+14155552671")

    verify(contract, target, clock=time.clock, only=["cases"])

    assert "+14155552671" not in {line["number"] for line in board.lines.values()}
