"""The command `emulators lint`, and the commands that lint first: a mistake in a contract is a line with its place, and exit code 2."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from emulators.cli import app
from emulators.harness.document.location import available, find

CONTRACT = next(name for name in available() if "unknown." in find(name).read_text())


@pytest.fixture
def misspelt(tmp_path):
    """A copy of a contract with a misspelt cause, and the line of it."""
    text = find(CONTRACT).read_text()
    file = tmp_path / "misspelt.yaml"
    file.write_text(text.replace("unknown.", "unknwon.", 1))
    return file, text[: text.index("unknown.")].count("\n") + 1


def run(*words: object):
    return CliRunner().invoke(app, list(map(str, words)))


@pytest.mark.unmeasured
def test_all_that_we_ship_is_checked_where_nothing_is_named() -> None:
    done = run("lint")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.count(",") + 1 == len(available())


def test_a_contract_is_checked_by_its_name() -> None:
    done = run("lint", CONTRACT)

    assert (done.exit_code, done.output) == (0, f"{CONTRACT}: no mistakes found\n")


@pytest.mark.parametrize(
    "command", [("lint",), ("verify",), ("compare", "--right", "emulator-http"), ("corpus", "--out", "x")]
)
def test_a_misspelt_cause_is_told_with_its_place_and_the_word_that_was_meant(misspelt, command) -> None:
    file, line = misspelt

    done = run(*command, file)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"emulators: {file}:{line}: unknwon.")
    assert done.stderr.endswith("is no cause; did you mean unknown?\n")


@pytest.mark.parametrize("command", [("lint",), ("verify",)])
def test_a_contract_that_is_not_there_is_one_line(command) -> None:
    done = run(*command, "nowhere.yaml")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("emulators: nowhere.yaml:1: cannot be read: ")
