"""Writes a contract as the plain OpenAPI document with which generators work best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.harness.contract.examples import read_examples
from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.branches import as_one_of
from emulators.harness.schema.validation import dereference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.examples import Example
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.contract.response import Response


def openapi(contract: Contract) -> dict[str, Any]:
    """Returns the document: references written out, conditions as one `oneOf` of full branches, and no credentials.

    Headers are left to the target: with credentials in the document, a third of all negative requests would break
    nothing else.
    """
    examples = read_examples(contract)
    paths: dict[str, dict[str, Any]] = {}
    for operation in contract.operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, examples)
    return {
        "openapi": "3.1.0",
        "info": {"title": contract.name, "version": contract.version},
        "paths": paths,
    }


def _operation(operation: ContractOperation, examples: Mapping[str, Example]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "parameters": [_parameter(each) for each in operation.parameters if each.location != "header"],
        "responses": {str(each.status): _response(each) for each in operation.responses},
    }
    if operation.body is not None:
        content: dict[str, Any] = {"schema": as_one_of(operation.body.node)}
        examples = _examples(operation, examples)
        described["requestBody"] = {
            "required": operation.body_required,
            "content": {operation.media_type: content | ({"examples": examples} if examples else {})},
        }
    return described


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.location,
        "required": parameter.required,
        "schema": parameter.schema.plain,
    }


def _response(response: Response) -> dict[str, Any]:
    content = {
        name: {"schema": response.schemas[name].plain} if "json" in name and name in response.schemas else {}
        for name in response.media_types
    }
    headers = {
        name: {"required": bool(node.get("required")), "schema": dereference(schema, ())}
        for name, node in response.node.below("headers")
        if (schema := node.child("schema")) is not None
    }
    described: dict[str, Any] = {"description": str(response.node.get("description", ""))}
    return described | ({"content": content} if content else {}) | ({"headers": headers} if headers else {})


def _examples(operation: ContractOperation, examples: Mapping[str, Example]) -> dict[str, Any]:
    """Returns the printed request bodies that any target accepts."""
    good = (each for each in examples.values() if each.operation is operation and each.response.is_success)
    return {
        each.name: {"value": each.body}
        for each in good
        if each.body is not NOTHING and not (each.profile or each.needs_emulator or each.headers or each.bind)
    }
