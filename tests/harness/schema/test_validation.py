"""A schema says which of its clauses a value breaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.errors import ContractError
from emulators.harness.schema.validation import Schema


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


def test_the_closest_alternative_says_what_is_wrong():
    node = schema(
        {
            "properties": {
                "a": {"oneOf": [{"type": "null"}, {"type": "string", "maxLength": 2, "x-basis": "documented"}]}
            }
        }
    )

    (violation,) = Schema(node).violations({"a": "abc"})

    assert (violation.keyword, violation.pointer, violation.clause.pointer, violation.clause.basis) == (
        "maxLength",
        "/a",
        "#/properties/a/oneOf/1/maxLength",
        "documented",
    )


def test_where_no_alternative_is_close_the_choice_is_wrong():
    (violation,) = Schema(schema({"anyOf": [{"type": "null"}, {"type": "string"}]})).violations(7)

    assert violation.keyword == "anyOf"


def test_a_schema_inside_itself_is_read():
    text = '{"$ref": "#/a", "a": {"type": "object", "properties": {"b": {"$ref": "#/a"}}}}'
    node = Node.root(YamlDocument.parse(text, Path("s.yaml"))).dereferenced()

    values: tuple[Any, ...] = ({"b": {}}, 7)
    assert [Schema(node).admits(value) for value in values] == [True, False]


def test_what_is_no_schema_is_told_with_its_line():
    with pytest.raises(ContractError, match=r"^schema.yaml:1: is not a JSON schema: "):
        list(Schema(schema({"type": "no such type"})).violations(7))


def test_the_schema_of_a_part_is_found_by_name_by_index_and_among_other_properties():
    node = schema(
        {
            "properties": {"list": {"items": {"title": "item"}}, "~/": {"title": "escaped"}},
            "additionalProperties": {"title": "other"},
        }
    )

    found = [Schema(node).declares(pointer) for pointer in ("/list/7", "/~0~1", "/any", "/list/7/x")]

    assert [each and each.get("title") for each in found] == ["item", "escaped", "other", None]
