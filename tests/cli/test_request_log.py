from __future__ import annotations

import io
import json
import threading
from datetime import UTC, datetime

from emulators.cli import request_log
from emulators.cli.request_log import RequestLog
from emulators.core.http import Request
from emulators.core.journal import Entry

ENTRY = Entry(
    1,
    datetime(2024, 1, 15, 10, 30, tzinfo=UTC),
    "acme",
    frozenset(),
    Request("POST", "/v1/numbers", b"", {}, None),
    201,
    b"",
    None,
    operation="create",
    microseconds=45,
)


class Stuck(io.StringIO):
    """A reader that reads nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let_go = threading.Event(), threading.Event()

    def write(self, text: str) -> int:
        self.asked.set()
        self.let_go.wait(20)
        return super().write(text)


def test_each_request_is_printed() -> None:
    out = io.StringIO()
    log = RequestLog(out)
    log("ci", ENTRY)
    log.close()

    assert out.getvalue() == "10:30:00.000  ci  acme.create  201  45 us\n"


def test_a_program_gets_json_lines() -> None:
    out = io.StringIO()
    log = RequestLog(out, as_json=True)
    log("ci", ENTRY)
    log.close()

    assert json.loads(out.getvalue()) == {
        "at": "2024-01-15T10:30:00.000Z",
        "namespace": "ci",
        "number": 1,
        "what": "acme.create",
        "status": 201,
        "microseconds": 45,
        "why": None,
    }


def test_a_slow_reader_loses_lines_which_are_counted(monkeypatch, capsys) -> None:
    monkeypatch.setattr(request_log, "WAITING", 2)
    out = Stuck()
    log = RequestLog(out)
    log("ci", ENTRY)
    out.asked.wait(20)
    for _ in range(5):
        log("ci", ENTRY)
    out.let_go.set()
    log.close()

    assert (out.getvalue().count("\n"), capsys.readouterr().err) == (
        3,
        "emulators: 3 lines were left out; the reader was too slow\n",
    )


def test_a_reader_that_is_gone_is_no_error() -> None:
    out = io.StringIO()
    out.close()
    log = RequestLog(out)
    log("ci", ENTRY)

    log.close()


def test_a_reader_that_is_stuck_does_not_keep_the_server_from_stopping(monkeypatch) -> None:
    monkeypatch.setattr(request_log, "WAITING", 1)
    monkeypatch.setattr(request_log, "PATIENCE", 0.01)
    out = Stuck()
    log = RequestLog(out)
    log("ci", ENTRY)
    out.asked.wait(20)
    log("ci", ENTRY)

    log.close()

    assert out.getvalue() == ""
    out.let_go.set()
