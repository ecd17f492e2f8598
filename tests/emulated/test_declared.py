"""What an emulator declares that it refuses is what it refuses, as its examples show."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from examples import EMULATORS, examples_of, play
from starlette.routing import compile_path

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.operation import Operation
    from emulators.core.problem import Problem
    from emulators.core.settings import Setting

Refused = tuple["Operation | None", "Problem"]
"""A problem, and the operation that refused with it; None where there was no such path or method."""

VENDORS = [emulator for emulator in EMULATORS if emulator.kind == "vendor"]
by_name = pytest.mark.parametrize("emulator", EMULATORS, ids=lambda emulator: emulator.name)


@pytest.fixture(scope="module")
def met(worlds):
    """Of an emulator every refusal of every example, those that a magic number asked for among them."""

    @cache
    def of(emulator: Emulator) -> frozenset[Refused]:
        met: set[Refused] = set()
        for example in examples_of(emulator):
            (*_, last) = play(worlds, emulator, example)
            for entry in last.namespace.journal:
                if entry.emulator == emulator.name:
                    met |= _refused(emulator, entry)
        return frozenset(met)

    return of


@by_name
def test_each_refusal_that_an_example_meets_is_declared_on_its_operation(met, emulator) -> None:
    undeclared = [_name(*each) for each in met(emulator) - _declared(emulator) if not each[1].asked_for]

    assert undeclared == []


@by_name
def test_each_refusal_that_an_operation_declares_is_met_by_an_example(met, emulator) -> None:
    unmet = [_name(*each) for each in _of_operations(emulator) - met(emulator)]

    assert unmet == []


@by_name
def test_each_refusal_of_the_whole_emulator_is_met_by_an_example(met, emulator) -> None:
    found = {problem for _, problem in met(emulator)}
    unmet = [problem.message for problem in (*_of_pipeline(emulator), *emulator.problems) if problem not in found]

    assert unmet == []


def _refused(emulator: Emulator, entry: Entry) -> set[Refused]:
    operation = _operation(emulator, entry)
    if entry.refusal:
        return {(operation, entry.refusal.problem)}
    partly = operation.raises if operation else ()  # a bulk operation that refuses a part of it says so in its reply
    return {(operation, problem) for problem in partly if problem.message.encode() in entry.body}


def _operation(emulator: Emulator, entry: Entry) -> Operation | None:
    path = emulator.normalize_path(entry.request.path)
    method = "GET" if entry.request.method == "HEAD" else entry.request.method
    exact_first = sorted(emulator.operations, key=lambda operation: "{" in operation.path)
    fitting = (each for each in exact_first if each.method == method and compile_path(each.path)[0].fullmatch(path))
    return next(fitting, None)


def _declared(emulator: Emulator) -> set[Refused]:
    everywhere = (*(getattr(emulator.refusals, field.name) for field in fields(emulator.refusals)), *emulator.problems)
    anywhere = {(operation, problem) for operation in (*emulator.operations, None) for problem in everywhere}
    return anywhere | _of_operations(emulator)


def _of_operations(emulator: Emulator) -> set[Refused]:
    return {
        (operation, problem)
        for operation in emulator.operations
        for problem in (*(rule.problem for rule in operation.rules), *operation.raises, *operation.invalid.values())
    }


def _of_pipeline(emulator: Emulator) -> list[Problem]:
    """What an example can meet: not a bug of ours, nor a body of a mebibyte, which other tests send to every operation."""
    refusals = emulator.refusals
    asks_for_permissions = any(operation.permission for operation in emulator.operations)
    has_bodies = any(operation.body for operation in emulator.operations)
    read = [refusals.media_type, refusals.malformed, refusals.invalid] if has_bodies else []
    return [refusals.no_route, refusals.no_method, *read, *([refusals.forbidden] if asks_for_permissions else [])]


def _name(operation: Operation | None, problem: Problem) -> str:
    return f"{operation.method} {operation.path}: {problem.message}" if operation else problem.message


@pytest.mark.parametrize("emulator", VENDORS, ids=lambda emulator: emulator.name)
def test_each_value_of_each_setting_of_a_vendor_is_played(emulator) -> None:
    examples = examples_of(emulator)
    under_profile = any(example.get("profile") == "examples" for example in examples)
    played = {
        (name, emulator_setting(emulator, name).value(value))
        for example in examples
        for name, value in example.get("settings", {}).items()
    }
    played |= {(each.name, each.in_profile("examples")) for each in emulator.settings if under_profile}
    played |= {(each.name, each.default) for each in emulator.settings}

    values = [(each.name, value) for each in emulator.settings for value in values_of(each)]
    assert [each for each in values if each not in played] == []


def values_of(setting: Setting[Any]) -> tuple[Any, ...]:
    """All values of a setting; of one that takes any text the default alone."""
    return setting.choices or ((True, False) if isinstance(setting.default, bool) else (setting.default,))


def emulator_setting(emulator: Emulator, name: str) -> Setting[Any]:
    """The setting of this name."""
    return next(each for each in emulator.settings if each.name == name)
