"""The command `emulators clock`."""

from __future__ import annotations

import json

import pytest
from command import emulators


@pytest.fixture
def run(served):
    """Runs a command against the server, and returns what it printed."""

    def ask(*words: object) -> str:
        done = emulators(*words, "--url", served)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.strip()

    return ask


def test_the_clock_is_moved_and_runs_on(run, space) -> None:
    run("clock", "--set", "2024-01-15", "--freeze", "--namespace", space)

    moved = json.loads(run("clock", "--advance", 90, "--namespace", space, "--json"))

    assert moved == {"now": "2024-01-15T00:01:30.000+00:00", "frozen": True}
    assert run("clock", "--run", "--namespace", space).endswith("running")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("clock --set soon", "now takes an ISO 8601 time"),
        ("clock --advance -1", "advance is a number of seconds"),
    ],
)
def test_what_cannot_be_is_one_line(served, words, line) -> None:
    done = emulators(*words.split(), "--url", served)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {line}")
