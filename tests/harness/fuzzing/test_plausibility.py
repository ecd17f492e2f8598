"""A generated request is owed an answer only as far as its values are plain ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.fuzzing.generation import GeneratedCase
from emulators.harness.fuzzing.known_values import KnownValues
from emulators.harness.fuzzing.oracle import Oracle
from emulators.harness.model.clause import Basis
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Acceptance, Step
from emulators.harness.testcases.placeholders import Known

KNOWN = {"x-basis": "documented", "x-cite": "the page"}


@pytest.fixture
def builder() -> CaseBuilder:
    schema = {
        "type": "object",
        "properties": {
            "headers": {"type": "object", "additionalProperties": {"type": "string"}},
            "place": {"type": "object", "properties": {"city": {"type": "string"}}},
            "trunk": {"type": "string", "x-known": True},
        },
        **KNOWN,
    }
    operation = {
        "operationId": "op",
        "requestBody": {"content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"x-when": {"ok": {"basis": "documented", "cite": "fine"}}, **KNOWN}},
    }
    text = json.dumps({"info": {"title": "v"}, "paths": {"/a": {"post": operation}}})
    return CaseBuilder.all(Contract.of(YamlDocument.parse(text, Path("v.yaml"))))[0]


def step(builder: CaseBuilder, body: Any) -> Step:
    return KnownValues(builder).step(GeneratedCase("op", "fuzzing", "positive", "", {}, {}, body))


@pytest.mark.parametrize(
    ("body", "basis"),
    [
        ({}, Basis.DOCUMENTED),
        ({"place": {"city": "Rome"}}, Basis.DOCUMENTED),
        ({"headers": {}}, Basis.DOCUMENTED),
        ({"headers": {"": "x"}}, Basis.INFERRED),
    ],
    ids=["nothing", "named", "empty map", "map"],
)
def test_that_any_name_is_good_in_a_map_nobody_says(builder, body, basis):
    case = Oracle(builder).case(CaseLabel("property", ""), step(builder, body))

    assert (case.expect.answer, case.expect.basis) == (Acceptance.ACCEPT, basis)


@pytest.mark.parametrize(("text", "sent"), [("ST_1", Known("trunk", "ST_1", optional=True)), ("", "")])
def test_an_empty_text_is_sent_as_it_is_where_a_known_value_stands(builder, text, sent):
    assert step(builder, {"trunk": text}).body == {"trunk": sent}
