"""The command `emulators list`: what an emulator does, and what it leaves out."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from typer.testing import CliRunner

from emulators.cli import app
from emulators.cli.list import clauses
from emulators.core.discovery import discover
from emulators.extras import MissingExtra
from emulators.harness.document import clauses as counting


def ran(*words: str):
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize("emulator", discover(), ids=lambda emulator: emulator.name)
def test_the_list_names_operations_and_what_is_not_emulated(emulator) -> None:
    listed, missing = ran("list", emulator.name).stdout, ran("list", emulator.name, "--not-emulated").stdout

    assert [line.split()[0] for line in listed.splitlines()[1:]] == [each.name for each in emulator.operations]
    assert missing.splitlines()[1:] == [f"  {each}" for each in emulator.not_emulated]


@pytest.mark.parametrize("emulator", discover(), ids=lambda emulator: emulator.name)
def test_the_clauses_of_the_contract_are_counted_for_a_person_and_for_a_program(emulator) -> None:
    first, *_ = ran("list", emulator.name).stdout.splitlines()
    (described,) = json.loads(ran("list", emulator.name, "--json").stdout)

    shown = {basis: int(count) for count, basis in re.findall(r"(\d+) (\w+)", first.partition("its contract has")[2])}
    assert shown == {basis: count for basis, count in described["clauses"].items() if count}
    assert shown["assumed"] > 10


def test_nothing_is_counted_where_there_is_no_contract() -> None:
    assert clauses(dataclasses.replace(discover()[0], name="nobody")) is None


def test_nothing_is_counted_where_what_reads_contracts_is_not_installed(monkeypatch) -> None:
    def missing(name: str) -> None:
        raise MissingExtra(name)

    monkeypatch.delattr(counting, "count_clauses")
    monkeypatch.setattr(counting, "__getattr__", missing, raising=False)

    assert clauses(discover()[0]) is None
