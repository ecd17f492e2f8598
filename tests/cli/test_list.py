"""The command `emulators list`: what an emulator does, and what it leaves out."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from emulators.cli import app
from emulators.core.discovery import discover


def ran(*words: str):
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize("emulator", discover(), ids=lambda emulator: emulator.name)
def test_the_list_names_operations_and_what_is_not_emulated(emulator) -> None:
    listed, missing = ran("list", emulator.name).stdout, ran("list", emulator.name, "--not-emulated").stdout

    assert [line.split()[0] for line in listed.splitlines()[1:]] == [each.name for each in emulator.operations]
    assert missing.splitlines()[1:] == [f"  {each}" for each in emulator.not_emulated]
