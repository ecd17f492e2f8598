from collections import Counter

import pytest
import sample_vendor

from emulators.core.discovery import discover
from emulators.core.errors import errors_of
from emulators.core.operation import Operation
from emulators.core.problem import Problem
from emulators.core.provenance import assumed, documented
from emulators.core.rule import Rule


def named(name: str) -> Operation:
    return next(operation for operation in sample_vendor.emulator.operations if operation.name == name)


def test_an_error_is_called_as_its_constant_and_says_what_brings_it_about() -> None:
    errors = errors_of(sample_vendor.emulator, named("create"))

    assert {name: errors[name].cause for name in ("barred", "taken", "unauthorized", "no_route")} == {
        "barred": "not: number is not barred",
        "taken": "decided while the request is carried out",
        "unauthorized": "refused before the operation begins",
        "no_route": "a path that no operation has",
    }


def test_an_error_without_a_constant_is_called_as_its_message() -> None:
    strict = Rule(lambda _call: False, Problem(409, "No, not {now}!", sample_vendor.WHY))
    operation = Operation("GET", "/v1/x", sample_vendor.numbers, sample_vendor.WHY, rules=(strict,))

    error = errors_of(sample_vendor.emulator, operation)["no_not_now"]

    assert (error.problem, error.cause) == (strict.problem, "a rule of the operation")


def test_an_error_that_is_known_in_several_ways_has_one_name_and_is_listed_as_it_is_known_best() -> None:
    guessed = Rule(lambda _call: False, sample_vendor.BARRED).known(assumed("a guess"))
    read = guessed.known(documented("on the page"))
    operation = Operation("GET", "/v1/x", sample_vendor.numbers, sample_vendor.WHY, rules=(guessed, read))

    assert errors_of(sample_vendor.emulator, operation)["barred"].problem.provenance == documented("on the page")


def test_an_error_of_one_field_says_what_brings_it_about() -> None:
    invalid = {"missing": Problem(400, "none", sample_vendor.WHY), "label": Problem(400, "bad", sample_vendor.WHY)}
    operation = Operation("POST", "/v1/x", sample_vendor.numbers, sample_vendor.WHY, invalid=invalid)

    errors = errors_of(sample_vendor.emulator, operation)

    assert (errors["none"].cause, errors["bad"].cause) == (
        "a field that is missing",
        "a value of label that the schema does not take",
    )


def test_an_operation_answers_with_no_error_of_another() -> None:
    assert "barred" not in errors_of(sample_vendor.emulator, named("numbers"))


@pytest.mark.parametrize("emulator", discover(), ids=lambda emulator: emulator.name)
def test_every_operation_has_a_name_of_its_own(emulator) -> None:
    names = Counter(operation.name for operation in emulator.operations)

    assert {name: count for name, count in names.items() if count > 1 or not name.isidentifier()} == {}
