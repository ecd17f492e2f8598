"""What a run made is deleted again."""

from __future__ import annotations

from dataclasses import replace

from harness.account import OWN

from emulators.harness.client.ledger import Ledger
from emulators.harness.client.target import Limits
from emulators.harness.execution.cleanup import sweep
from emulators.harness.execution.run import verify


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


def test_where_the_target_is_gone_by_then_everything_is_named(contract, precious, time):
    board, target = precious(limits=Limits(requests=1000, creates=1, rate=0))

    async def refusing(scope, receive, send):
        if scope["method"] == "DELETE":
            await send({"type": "http.response.start", "status": 429, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await board.app(scope, receive, send)

    report = verify(contract, replace(target, app=refusing), clock=time.clock, operations=["POST /lines"])

    (made,) = set(board.lines) - set(OWN)
    assert [made in line for line in report.leftovers] == [True]
