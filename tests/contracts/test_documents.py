"""The contracts as other tools read them: plain OpenAPI, whose examples are true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import validate

from emulators.harness.document.location import available, find

METHODS = ("get", "post", "put", "patch", "delete")
DOCUMENTS = {name: yaml.safe_load(find(name).read_text()) for name in available()}

documents = pytest.mark.parametrize("name", DOCUMENTS)


@documents
def test_it_is_an_openapi_document(name) -> None:
    validate(DOCUMENTS[name])


@documents
def test_every_example_is_a_good_one_of_its_schema(name) -> None:
    document = DOCUMENTS[name]
    wrong = [
        f"{owner}, {example}: {error.message}"
        for owner, node in _owners(document)
        for example, value in _examples(document, node)
        for error in _validator(document, node["schema"]).iter_errors(value)
    ]

    assert wrong == []


@documents
def test_the_first_success_of_every_operation_has_an_example(name) -> None:
    document = DOCUMENTS[name]
    silent = [
        label
        for label, operation in _operations(document)
        for media in _first_success(document, operation).get("content", {}).values()
        if not list(_examples(document, media))
    ]

    assert silent == []


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((f"{method} {path}", operation) for method, operation in item.items() if method in METHODS)


def _owners(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What has a schema and may have examples: parameters, and the media types of requests and of answers."""
    for path, item in document["paths"].items():
        yield from ((f"a parameter of {path}", _followed(document, each)) for each in item.get("parameters", ()))
    for label, operation in _operations(document):
        yield from ((f"a parameter of {label}", _followed(document, each)) for each in operation.get("parameters", ()))
        yield from (
            (f"a request of {label}", media) for media in operation.get("requestBody", _NONE)["content"].values()
        )
        for status, response in operation["responses"].items():
            answer = _followed(document, response)
            yield from ((f"{status} of {label}", media) for media in answer.get("content", {}).values())


_NONE: dict[str, Any] = {"content": {}}


def _first_success(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    return next(_followed(document, node) for status, node in operation["responses"].items() if status.startswith("2"))


def _examples(document: dict[str, Any], node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((name, _followed(document, each)["value"]) for name, each in node.get("examples", {}).items())


def _followed(document: dict[str, Any], node: Any) -> Any:
    while "$ref" in node:
        place: Any = document
        for token in node["$ref"].removeprefix("#/").split("/"):
            place = place[token.replace("~1", "/").replace("~0", "~")]
        node = place
    return node


def _validator(document: dict[str, Any], schema: dict[str, Any]) -> OAS31Validator:
    whole = schema | {"components": document["components"]}
    return OAS31Validator(whole, format_checker=oas31_format_checker)
