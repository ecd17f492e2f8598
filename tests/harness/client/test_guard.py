"""An account that matters keeps what it has; what a run made there is taken away again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from harness.switchboard import AGENT, BASE, KEY, NOW, Switchboard

from emulators.harness.checks.evaluate import Evaluator
from emulators.harness.client.ledger import Ledger
from emulators.harness.client.outgoing import Blocked, OutgoingRequest
from emulators.harness.client.ownership import Ownership
from emulators.harness.client.policy import Policy
from emulators.harness.client.rate_limit import WallClock
from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.contract.examples import read_examples
from emulators.harness.execution.cleanup import sweep
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify
from emulators.harness.model.exchange import HttpRequest, HttpResponse
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


OLD, GIVEN = "0b5a3a56-1c3f-4b7d-9a2e-000000000001", "0b5a3a56-1c3f-4b7d-9a2e-000000000002"


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


def test_readonly_sends_no_write(contract, precious, time):
    board, target = precious("auth not enforced", mode=Mode.READONLY)

    verify(contract, target, clock=time.clock)

    assert {line.split()[0] for line in board.log} == {"GET"}


def test_an_existing_thing_that_a_create_answers_with_is_not_taken_away(contract, precious, time):
    """Where a create is an upsert, its answer names what was there before."""
    board, target = precious()

    async def upsert(scope, receive, send):
        board.lines.update({} if scope["method"] != "POST" else OWN)

        async def told(message):
            if scope["method"] == "POST" and message["type"] == "http.response.body" and b'"id"' in message["body"]:
                body = json.loads(message["body"])
                board.lines.pop(body["data"]["id"], None)
                message = {**message, "body": json.dumps({"data": next(iter(OWN.values()))}).encode()}
            await send(message if message["type"] == "http.response.body" else without_length(message))

        await board.app(scope, receive, told)

    verify(contract, replace(target, app=upsert), clock=time.clock)

    assert board.lines == OWN


def without_length(message):
    return {**message, "headers": [each for each in message["headers"] if each[0] != b"content-length"]}


@pytest.mark.parametrize(
    "value", ["", ".", "..", "%2e%2e", "%252e.", "a/..", "..\\a", None, True, ["x"], OLD, GIVEN], ids=repr
)
def test_an_id_is_taken_only_if_it_could_have_been_made(contract, value):
    ownership = Ownership(read_examples(contract), taken={GIVEN})
    ownership.saw(HttpResponse(200, {}, json.dumps({"data": [{"id": OLD}]}).encode()))

    ids = ownership.claim(
        contract.named("create_line"), HttpResponse(201, {}, json.dumps({"data": {"id": value}}).encode())
    )

    assert (ids, ownership.created) == ({}, set())


def test_a_path_that_leads_elsewhere_is_not_sent(contract, precious):
    _, target = precious()
    policy = Policy(contract, target)
    delete = contract.named("delete_line")

    for segment in (".", "..", "%2e%2e", "%252e%252e", "x%2f.."):
        request = HttpRequest("DELETE", f"/lines/{segment}", {})
        with pytest.raises(Blocked):
            policy.check(OutgoingRequest(delete, request, Risk.DESTROY, {"id": segment}))


def test_what_never_left_is_not_in_the_ledger(contract, precious, time):
    _, target = precious()
    ledger = Ledger()

    report = verify(contract, replace(target, app=None, url="http://127.0.0.1:9"), clock=time.clock, ledger=ledger)

    assert "does not answer" in report.stopped
    assert list(ledger.open_entries()) == []
    assert report.leftovers == ()


def test_ctrl_c_ends_a_run_with_a_report_and_takes_away_what_it_made(contract, precious, time):
    board, target = precious()
    seen = []

    async def interrupting(scope, receive, send):
        seen.append(scope["method"])
        if len(set(board.lines) - set(OWN)) and scope["method"] == "POST":
            raise KeyboardInterrupt
        await board.app(scope, receive, send)

    report = verify(contract, replace(target, app=interrupting), clock=time.clock)

    assert (report.interrupted, report.stopped, report.exit_code) == (True, "interrupted", 130)
    assert report.outcomes
    assert board.lines == OWN


def test_ctrl_c_while_it_is_told_ends_a_run_in_the_same_way(contract, precious, time):
    board, target = precious()

    def heard(_outcome):
        if len(board.lines) > len(OWN):
            raise KeyboardInterrupt

    report = verify(contract, target, clock=time.clock, on_outcome=heard)

    assert report.exit_code == 130
    assert board.lines == OWN


def test_a_fault_of_the_harness_is_inconclusive_and_leaves_nothing(contract, precious, time, monkeypatch, caplog):
    board, target = precious()
    evaluate = Evaluator.evaluate

    def faulty(self, case, observation):
        if len(board.lines) > len(OWN):
            raise ZeroDivisionError("planted")
        return evaluate(self, case, observation)

    monkeypatch.setattr(Evaluator, "evaluate", faulty)

    report = verify(contract, target, clock=time.clock)

    assert (report.stopped, report.exit_code) == ("the harness itself failed: ZeroDivisionError: planted", 3)
    assert "planted" in caplog.text
    assert board.lines == OWN


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
    assert "--max-requests 20 is used up" in {outcome.reason for outcome in report.outcomes}
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.doubts[0].startswith("no success was met of ")
    assert board.lines == OWN


def test_the_budget_of_creates_is_kept(contract, precious, time):
    board, target = precious(limits=Limits(requests=1000, creates=3, rate=0))

    ledger = Ledger()

    report = verify(contract, target, clock=time.clock, ledger=ledger)

    assert ledger._creates.count_where("state = 'deleted'") == 3
    assert "--max-creates 3 is used up" in {outcome.reason for outcome in report.outcomes}
    assert board.lines == OWN


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


def test_what_an_aborted_run_left_is_swept(contract, precious, time, tmp_path):
    board, target = precious()
    ledger = Ledger(tmp_path / "ledger.db")
    verify(contract, target, clock=time.clock, ledger=ledger)
    row = next(iter(ledger._creates.rows_where("state = 'deleted'")))
    made = {**next(iter(OWN.values())), "id": "0b5a3a56-1c3f-4b7d-9a2e-777777777777"}
    board.lines[made["id"]] = made
    ledger.record_answer(row["id"], "created", {"/data/id": str(made["id"])})

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

    ledger = Ledger(path)
    verify(contract, target, clock=time.clock, ledger=ledger)
    ledger.close()

    assert KEY.encode() not in path.read_bytes()
    assert b"secret-token" not in path.read_bytes()
    assert b"$TOKEN" in path.read_bytes()


def test_no_number_that_may_ring_somebody_is_sent(contract, precious, time, monkeypatch):
    board, target = precious()
    monkeypatch.setattr("emulators.harness.execution.resolver.fictional", lambda _: "+14155552671")

    verify(contract, target, clock=time.clock, only=["cases"])

    assert "+14155552671" not in {line["number"] for line in board.lines.values()}
