"""The smallest and the largest value of a schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.errors import ContractError
from emulators.harness.testcases.boundary_values import MAXIMAL, MINIMAL, boundary_value, host, plain_text
from emulators.harness.testcases.placeholders import Fresh, InventedSecret, Known


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


@pytest.mark.parametrize("length", [1, 62, 63, 64, 65, 100, 101, 126, 127, 190, 253, 255, 256])
def test_a_host_is_as_long_as_wanted(length):
    made = host(length)

    assert len(made) == length
    assert all(0 < len(label) <= 63 for label in made.split("."))


@pytest.mark.parametrize(
    ("given", "small"),
    [
        ({"const": 7}, 7),
        ({"enum": ["b", "a"]}, "b"),
        ({"oneOf": [{"type": "integer"}, {"type": "null"}]}, 1),
        ({"type": ["null", "boolean"]}, False),
        ({"type": "integer", "minimum": 5}, 5),
        ({"type": "integer", "exclusiveMinimum": 5}, 6),
        ({"type": "number", "maximum": 0.5}, 0.5),
        ({"type": "integer", "default": 9, "minimum": 1}, 9),
        ({"type": "array", "items": {"type": "string"}}, []),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [1, 1]),
        ({"type": "null"}, None),
        ({}, {"note": "any x"}),
        ({"type": "string", "format": "date-time"}, "2025-01-01T00:00:00Z"),
        ({"type": "string", "minLength": 9}, "a xxxxxxx"),
        ({"type": "string", "maxLength": 2}, "a "),
        ({"type": "string", "examples": ["shown"]}, "shown"),
        ({"type": "string", "pattern": "^z+$", "minLength": 3}, "zzz"),
        ({"type": "string", "x-known": True}, Known("x", "a x")),
        ({"type": "string", "x-secret": True}, InventedSecret("x", "secret-x-of-a-test")),
        ({"type": "string", "x-kind": "e164"}, Fresh("x", "+12005550100", kind="e164")),
        (
            {"type": "array", "x-known": True, "minItems": 1, "items": {"type": "string"}},
            [Known("x", "a x", optional=True)],
        ),
    ],
    ids=str,
)
def test_the_smallest_value_of_a_schema_is_plain(given, small):
    assert boundary_value(schema(given), "x", MINIMAL) == small


def test_the_largest_value_has_everything():
    node = schema(
        {
            "properties": {
                "a": {"type": "array", "items": {"properties": {"b": {"type": "integer"}}}},
                "c": {"type": "string", "x-known": True},
            }
        }
    )

    assert boundary_value(node, "x", MAXIMAL) == {"a": [{"b": 1}], "c": Known("c", "a c", optional=True)}


def test_a_string_that_cannot_be_made_is_asked_for():
    with pytest.raises(ContractError, match=r"schema.yaml:1: no string could be made for x; give it an example"):
        plain_text(schema({"type": "string", "pattern": "^a$", "minLength": 2}), "x")
