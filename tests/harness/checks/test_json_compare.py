"""A printed answer is compared by value, and by shape where the server makes the value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.harness.checks.json_compare import JsonComparison, JsonDifference, same
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.node import Node

SCHEMA = {
    "properties": {
        "id": {"type": "string", "x-volatile": True},
        "name": {"type": "string"},
        "tags": {"type": "array", "x-unordered": True, "items": {"properties": {"id": {"x-volatile": True}}}},
        "lines": {"type": "array", "items": {"properties": {"id": {"x-volatile": True}}}},
    }
}


def schema(value: dict[str, Any]) -> Node:
    return Node.root(YamlDocument.parse(json.dumps(value), Path("schema.yaml")))


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        (None, None, True),
        ({"a": [1]}, {"a": [1.0]}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], [2, 1], False),
        ("1", 1, False),
    ],
)
def test_equality_is_that_of_json(left, right, equal):
    assert same(left, right) is equal


@pytest.mark.parametrize(
    ("expected", "got", "found"),
    [
        ({"id": "a", "name": "n"}, {"id": "b", "name": "n", "more": 1}, []),
        ({"name": "n"}, {"name": "m"}, [JsonDifference("/name", '"n"', '"m"')]),
        ({"name": "n"}, {}, [JsonDifference("/name", '"n"', "nothing")]),
        ({"lines": [{"id": 1}, {"id": 2}]}, {"lines": [{"id": 3}, {"id": 4}]}, []),
        (
            {"lines": [{"n": 1}, {"n": 2}]},
            {"lines": [{"n": 2}, {"n": 1}]},
            [JsonDifference("/lines/0/n", "1", "2"), JsonDifference("/lines/1/n", "2", "1")],
        ),
        ({"lines": [{"n": 1}]}, {"lines": []}, [JsonDifference("/lines", "1 items", "0 items: []")]),
        ({"tags": [{"n": 1}, {"n": 2}]}, {"tags": [{"n": 2}, {"n": 1}]}, []),
        ({"tags": [{"n": 1}]}, {"tags": [{"n": 2}]}, [JsonDifference("/tags/0", '{"n": 1}', "not among the 1 items")]),
    ],
)
def test_differences_are_named_by_place(expected, got, found):
    assert list(JsonComparison(isolated=True).differences(expected, got, schema(SCHEMA))) == found


def test_in_somebody_elses_world_a_list_may_hold_more():
    expected, got = {"lines": [{"n": 1}]}, {"lines": [{"n": 0}, {"n": 1}]}

    assert list(JsonComparison(isolated=False).differences(expected, got, schema(SCHEMA))) == []
