"""A generated request becomes a step with placeholders for what only a target can know."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.fuzzing.generation import GeneratedCase
from emulators.harness.fuzzing.known_values import Inexpressible, KnownValues
from emulators.harness.model.absent import NOTHING
from emulators.harness.testcases.builder import CaseBuilder
from emulators.harness.testcases.placeholders import Bound, Fresh, InventedSecret, Known

AGENT, LINE = "0b5a3a56-1c3f-4b7d-9a2e-111111111111", "0b5a3a56-1c3f-4b7d-9a2e-333333333333"
FORM = """
openapi: "3.1.0"
info: {title: "forms", version: "1"}
servers: [{url: "https://api.forms.example"}]
paths:
  /things:
    post:
      operationId: "make_thing"
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                port: {type: integer}
                quiet: {type: boolean}
                tags: {type: array, items: {type: string}}
                name: {type: string}
      responses: {"201": {description: "made", x-basis: assumed, x-when: {ok: {basis: assumed, cite: "ours"}}}}
"""


def values_of(contract: Contract, operation: str) -> KnownValues:
    return KnownValues(next(each for each in CaseBuilder.all(contract) if each.operation.id == operation))


def generated(operation: str, **parts) -> GeneratedCase:
    return GeneratedCase(operation, "fuzzing", "positive", "", parts.pop("path", {}), parts.pop("query", {}), **parts)


@pytest.fixture
def form() -> KnownValues:
    return values_of(Contract.of(YamlDocument.parse(FORM, Path("forms.yaml"))), "make_thing")


def test_good_values_of_marked_fields_become_placeholders(contract):
    body = {"number": "+12015550111", "token": "hush", "agentId": AGENT, "port": 5060, "other": "x"}

    step = values_of(contract, "create_line").step(generated("create_line", body=body))

    assert {name: type(value) for name, value in step.body.items()} == {
        "number": Fresh,
        "token": InventedSecret,
        "agentId": Known,
        "port": int,
        "other": str,
    }
    assert step.body["agentId"] == Known("agentId", AGENT, optional=True)


def test_values_that_their_schema_refuses_are_kept(contract):
    body = {"number": "12", "token": 7, "agentId": "nobody"}

    step = values_of(contract, "create_line").step(generated("create_line", body=body))

    assert step.body == body


def test_an_identifier_that_an_earlier_answer_has_is_bound_to_it(contract):
    step = values_of(contract, "delete_line").step(generated("delete_line", path={"id": LINE, "unknown": "x"}))

    assert {name: type(value) for name, value in step.path.items()} == {"id": Bound}
    assert step.path["id"].stand_in == LINE


@pytest.mark.parametrize("value", ["", ".", "..", "a/b", "a\\b", "x" * 1001, "\ud800", ["a"], {"a": 1}], ids=ascii)
def test_what_has_no_certain_form_in_a_path_is_left_out(contract, value):
    with pytest.raises(Inexpressible):
        values_of(contract, "delete_line").step(generated("delete_line", path={"id": value}))


def test_a_query_has_no_lists_and_null_as_a_word(contract):
    values = values_of(contract, "list_lines")

    assert values.step(generated("list_lines", query={"kind": None})).query == {"kind": "null"}
    with pytest.raises(Inexpressible):
        values.step(generated("list_lines", query={"kind": ["a"]}))


def test_a_form_is_read_as_its_reader_sees_it(form):
    body = {"port": 5060, "quiet": True, "tags": [1, "b"], "name": 7, "unknown": False}

    step = form.step(generated("make_thing", body=body))

    assert step.body == {"port": 5060, "quiet": True, "tags": ["1", "b"], "name": "7", "unknown": "false"}
    assert step.media_type == "application/x-www-form-urlencoded"


def test_a_form_is_an_object_or_nothing(form):
    assert form.step(generated("make_thing")).body is NOTHING
    for body in ([1], "text", {"name": ["a"]}):
        with pytest.raises(Inexpressible):
            form.step(generated("make_thing", body=body))
