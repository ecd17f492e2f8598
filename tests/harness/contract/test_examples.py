"""The exchanges that a contract prints, wherever they stand."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.contract.examples import read_examples
from emulators.harness.document.document import YamlDocument
from emulators.harness.lint import lint
from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.derive import derive_cases

TEXT = dedent(
    """
    openapi: "3.1.0"
    info: {title: "lines", version: "1"}
    paths:
      /lines:
        post:
          operationId: "make"
          responses:
            "201":
              description: "Made"
              x-basis: assumed
              x-cite: "made up"
              x-when: {ok: {basis: assumed, cite: "made up"}}
              content:
                application/json:
                  schema: {type: object, properties: {id: {type: string}}, x-basis: assumed, x-cite: "made up"}
                  examples: {plain: {value: {"id": "a"}}}
      /lines/{id}:
        delete:
          operationId: "remove"
          parameters:
            - {name: "id", in: path, required: true, x-known: true, schema: {type: string}, x-basis: assumed, x-cite: "made up"}
          responses:
            "204":
              description: "Gone"
              x-basis: assumed
              x-cite: "made up"
              x-when: {ok: {basis: assumed, cite: "made up"}}
              x-examples:
                gone: {x-given: ["make/plain"], x-bind: {id: "make/plain#/id"}}
    """
).lstrip()


@pytest.fixture
def lines() -> Contract:
    return Contract.of(YamlDocument.parse(TEXT, Path("lines.yaml")))


def test_an_answer_without_a_body_has_exchanges_as_well(lines) -> None:
    gone = read_examples(lines)["remove/gone"]

    assert (gone.response.status, gone.expected, gone.given) == (204, NOTHING, ("make/plain",))
    assert lint(lines) == []


def test_what_is_made_before_such_an_exchange_is_made_before_the_cases_of_its_operation(lines) -> None:
    (plain,) = [
        case for case in derive_cases(lines) if (case.operation, case.kind) == ("DELETE /lines/{id}", "minimal")
    ]

    assert [step.operation for step in plain.steps] == ["make", "remove"]


def test_a_misspelt_extension_of_such_an_exchange_is_complained_of() -> None:
    contract = Contract.of(YamlDocument.parse(TEXT.replace("x-given", "x-give"), Path("lines.yaml")))

    assert "lines.yaml:29: there is no x-give; did you mean x-given?" in lint(contract)
