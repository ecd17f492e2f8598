"""What a run writes down of its creates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.switchboard import KEY

from emulators.harness.client.guard import RequestGuard
from emulators.harness.client.ledger import Ledger
from emulators.harness.client.outgoing import Blocked, OutgoingRequest
from emulators.harness.client.ownership import Ownership
from emulators.harness.client.rate_limit import RateLimiter
from emulators.harness.client.secrets import mask_for
from emulators.harness.client.transport import Unreachable
from emulators.harness.errors import ConfigError
from emulators.harness.execution.run import verify
from emulators.harness.model.exchange import HttpRequest
from emulators.harness.testcases.case import Risk


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


@pytest.mark.parametrize("sent", [True, False])
def test_a_create_without_an_answer_is_kept_only_where_it_may_have_arrived(contract, precious, sent):
    class Gone:
        def send(self, _request, _seconds=0.0):
            raise Unreachable("gone", sent=sent)

        def to(self, _target):
            return self

        def close(self):
            """Does nothing."""

    _, target = precious()
    ledger = Ledger()
    guard = RequestGuard(contract, target, RateLimiter(Gone(), 0), Ownership({}), mask_for(contract, target), ledger)
    create = OutgoingRequest(contract.named("create_line"), HttpRequest("POST", "/lines", {}), Risk.PROVISION, {})

    with pytest.raises(Blocked, match="does not answer"):
        guard.send(create)

    assert [entry.state for entry in ledger.open_entries()] == (["asked"] if sent else [])


def test_an_entry_is_forgotten_once_and_old_ones_by_themselves():
    ledger = Ledger()
    entries = [ledger.record_request("run", "c", "https://x.example", "create_line", "POST /lines") for _ in range(2)]

    assert [ledger.forget(entries[0]), ledger.forget(entries[0])] == [True, False]
    assert [entry.id for entry in ledger.open_entries()] == entries[1:]


def test_a_file_that_is_no_ledger_is_one_line(tmp_path):
    tmp_path.joinpath("ledger.db").write_text("mine" * 1000)

    with pytest.raises(ConfigError, match=r"ledger.db: cannot be used as a ledger: file is not a database$"):
        Ledger(tmp_path / "ledger.db")
