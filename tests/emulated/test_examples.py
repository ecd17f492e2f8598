"""Every example of an emulator's folder is answered as it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from examples import EMULATORS, examples_of, play

from emulators.control.exchange import show_entry

if TYPE_CHECKING:
    from emulators.core.namespace import Namespace

EXAMPLES = [
    pytest.param(emulator, example, id=f"{emulator.name}-{example['name'].replace(' ', '_')}")
    for emulator in EMULATORS
    for example in examples_of(emulator)
]


@pytest.mark.parametrize(("emulator", "example"), EXAMPLES)
def test_the_emulator_answers_as_the_example_says(worlds, emulator, example) -> None:
    for step in play(worlds, emulator, example):
        assert step.answer["status"] == step.expected["status"], step.answer
        if "body" in step.expected:
            assert_within(step.expected["body"], step.answer["body"])
        assert_within(step.expected.get("headers", {}), step.answer["headers"])
        assert_within(step.journal, show_entry(list(step.namespace.journal)[-1]))
        for name in step.expected.get("absent", []):
            assert name not in str(step.answer["body"])
        for table, rows in step.state.items():
            assert_rows(step.namespace, table, rows)


def assert_within(expected: Any, got: Any) -> None:
    """Everything that `expected` names is in `got`; lists are compared item by item, and whole."""
    if isinstance(expected, dict):
        assert isinstance(got, dict), got
        assert expected.keys() <= got.keys(), got
        for name, inner in expected.items():
            assert_within(inner, got[name])
    elif isinstance(expected, list):
        assert isinstance(got, list), got
        assert len(expected) == len(got), got
        for inner, each in zip(expected, got, strict=True):
            assert_within(inner, each)
    elif expected is not None or got is not None:
        assert got == expected


def assert_rows(namespace: Namespace, table: str, rows: list[dict[str, Any]]) -> None:
    """What the table holds that the demo world did not: exactly these rows, in this order, each with these values."""
    emulator, declared = next((each, one) for each in EMULATORS for one in each.tables if one.name == table)
    seeded = [{name: row.get(name) for name in declared.columns} for row in emulator.seed.get(declared, ())]
    stored = namespace.store.select(declared, {})
    assert_within(rows, [row for row in stored if row not in seeded])
