"""Every property of a body is found, and a value is put at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.client.target import Target
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.execution.resolver import Allocator, Resolver
from emulators.harness.testcases.property_paths import property_paths, put


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


def test_places_reach_into_objects_and_arrays():
    node = schema(
        {
            "required": ["a"],
            "properties": {
                "a": {"properties": {"b": {"items": {"properties": {"c": {"type": "string"}}}, "type": "array"}}}
            },
        }
    )
    found = list(property_paths(node))

    assert [(path.dotted, path.needed) for path in found] == [("a", True), ("a.b", False), ("a.b.0.c", False)]
    assert put(node, {}, found[-1].tokens, "!") == {"a": {"b": [{"c": "!"}]}}
    assert put(node, {"a": {"b": [{"c": "x", "d": 1}]}}, found[-1].tokens, "!") == {"a": {"b": [{"c": "!", "d": 1}]}}


@pytest.fixture
def resolver():
    target = Target(
        name="t",
        url="http://t.test",
        headers={"Authorization": "Bearer right-key", "X-Api": "bare-key"},
        known={"agent": ("a-1", "a-2"), "owned": ("+12015550101",)},
        foreign={"agent": ("b-1",)},
    )
    return Resolver(target, Allocator(1))


def value(resolver, placeholder):
    return resolver._resolve({"x": placeholder})
