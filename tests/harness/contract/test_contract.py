"""A contract is read with its lines and bases; a bad one is one clear line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.errors import ContractError

OPERATION = """
info: {title: "v"}
paths:
  /a:
    get:
      operationId: "a"
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "is not an OpenAPI document"),
        ("info: {}\npaths: {/a: {get: {}}}", "vendor.yaml:2: GET /a has no operationId"),
        (OPERATION + '  /b: {get: {operationId: "a"}}', "the operationId a is taken"),
        (OPERATION + "      responses: {default: {}}", "a response needs a plain status, not 'default'"),
        (OPERATION + "      parameters: [{name: c, in: cookie}]", "a parameter needs a name, and `in: path`"),
        (OPERATION + "      security: [{key: []}]", "the security scheme key is not declared"),
        (
            OPERATION + "      security: [{key: []}]\ncomponents: {securitySchemes: {key: {type: apiKey, in: query}}}",
            "vendor.yaml:8: the security scheme key is neither `http` nor an `apiKey` in a header",
        ),
    ],
)
def test_a_contract_that_makes_no_sense_says_where(text, message):
    with pytest.raises(ContractError) as mistake:
        Contract.of(YamlDocument.parse(text, Path("vendor.yaml")))

    assert message in str(mistake.value)


def test_a_parameter_that_may_be_anything_says_where():
    made = Contract.of(YamlDocument.parse(OPERATION + "      parameters: [{name: c, in: query}]", Path("vendor.yaml")))

    (parameter,) = made.operations[0].parameters
    with pytest.raises(ContractError, match=r"vendor\.yaml:7: the parameter c has no schema"):
        _ = parameter.schema


def test_a_request_meets_its_operation(contract):
    met = [
        contract.route(*asked)
        for asked in (
            ("GET", "/lines"),
            ("DELETE", "/lines/7"),
            ("DELETE", "/lines/"),
            ("GET", "/lines/7"),
            ("POST", "/"),
        )
    ]

    assert [operation and operation.id for operation in met] == ["list_lines", "delete_line", "delete_line", None, None]
