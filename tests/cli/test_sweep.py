"""The command `emulators sweep`: takes away what a run left."""

from __future__ import annotations

from command import emulators
from served_target import FIRST, elsewhere

from emulators.harness.document.location import available


def test_a_sweep_needs_to_know_where() -> None:
    done = emulators("sweep", available()[0])

    assert (done.returncode, done.stderr) == (2, "emulators: name a target: --target NAME or --url URL\n")


def test_a_sweep_takes_away_what_was_left(served, space, tmp_path) -> None:
    where = elsewhere(served, space)
    emulators(
        "verify", FIRST.name, *where, "--mode", "provision", "--max-creates", "1", "--ledger", tmp_path / "ledger.db"
    )

    url, headers = where[:2], [word for index, word in enumerate(where) if word == "-H" or where[index - 1] == "-H"]
    done = emulators("sweep", FIRST.name, *url, *headers, "--ledger", tmp_path / "ledger.db")

    assert done.returncode in (0, 1)
    assert "left" in done.stdout
