"""What a run writes down of its creates."""

from __future__ import annotations

from dataclasses import replace

from harness.switchboard import KEY

from emulators.harness.client.ledger import Ledger
from emulators.harness.execution.run import verify


def test_what_never_left_is_not_in_the_ledger(contract, precious, time):
    _, target = precious()
    ledger = Ledger()

    report = verify(contract, replace(target, app=None, url="http://127.0.0.1:9"), clock=time.clock, ledger=ledger)

    assert "does not answer" in report.stopped
    assert list(ledger.open_entries()) == []
    assert report.leftovers == ()


def test_the_ledger_knows_no_secret(contract, precious, time, tmp_path):
    _, target = precious()
    path = tmp_path / "ledger.db"

    ledger = Ledger(path)
    verify(contract, target, clock=time.clock, ledger=ledger)
    ledger.close()

    assert KEY.encode() not in path.read_bytes()
    assert b"secret-token" not in path.read_bytes()
    assert b"$TOKEN" in path.read_bytes()
