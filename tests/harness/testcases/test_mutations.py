"""Both sides of every limit are tried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.client.target import Target
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node
from emulators.harness.execution.resolver import Allocator, Resolver
from emulators.harness.testcases.mutations import mutations
from emulators.harness.testcases.property_paths import property_paths


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


def test_both_sides_of_every_limit_are_tried():
    (port, name, tags) = property_paths(
        schema(
            {
                "properties": {
                    "port": {"type": "integer", "minimum": 1, "maximum": 9},
                    "name": {"type": "string", "minLength": 0, "maxLength": 3},
                    "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 1},
                }
            }
        )
    )

    tried = [
        [mutation.value for mutation in mutations(path) if mutation.kind == "limit"] for path in (port, name, tags)
    ]

    assert tried == [[1, 0, 9, 10], ["", "xxx", "xxxx"], [["a tags"], ["a tags", "a tags"]]]


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
