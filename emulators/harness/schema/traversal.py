"""Walks through a value together with the schema that describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.harness.document.json_pointer import look_up
from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.alternatives import fields
from emulators.harness.schema.validation import subschemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
DEEPEST = 8
"""How many levels of properties are looked into."""


def fields_of(schema: Node) -> dict[str, Node]:
    """Returns the properties of a schema by name, including those of every schema that it is composed of."""
    found: dict[str, Node] = {}
    for part in subschemas(schema):
        found = fields(part) | found
    return found


def required_of(schema: Node) -> set[str]:
    """Returns the properties that an object schema may require, conditions included."""
    return {name for part in subschemas(schema) for name in part.get("required") or ()}


def items_of(schema: Node) -> Node | None:
    """Returns the schema of an array's items, or None. Among composed schemas the first counts."""
    return next((found for part in subschemas(schema) if (found := part.child("items"))), None)


def leaves(schema: Node, value: Any, name: str = "") -> Iterator[tuple[str, Node, Any]]:
    """Yields every leaf of a value that the schema describes: the name of its property, its schema, and the value."""
    if isinstance(value, dict):
        known = fields_of(schema)
        for key, inner in value.items():
            if key in known:
                yield from leaves(known[key], inner, key)
    elif isinstance(value, list):
        item = schema.child("items")
        for inner in value:
            if item is not None:
                yield from leaves(item, inner, name)
    else:
        yield name, schema, value


def objects(schema: Node, value: Any, pointer: str = "") -> Iterator[tuple[str, Node, dict[str, Any]]]:
    """Yields every object in a value that the schema describes: its JSON pointer, its schema, and the object."""
    if isinstance(value, dict):
        yield pointer, schema, value
        for name, child in fields_of(schema).items():
            if name in value:
                yield from objects(child, value[name], f"{pointer}/{name}")
    elif isinstance(value, list):
        item = items_of(schema)
        for index, inner in enumerate(value):
            if item is not None:
                yield from objects(item, inner, f"{pointer}/{index}")


def described_properties(schema: Node, value: Any) -> Iterator[tuple[str, Node, Any]]:
    """Yields every property in a value that the schema describes: its JSON pointer, its schema, and its value."""
    for pointer, owner, inner in objects(schema, value):
        for name, child in fields_of(owner).items():
            if name in inner:
                yield f"{pointer}/{name}", child, inner[name]


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yields every string in a value with its JSON pointer, whether a schema describes it or not."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, f"{pointer}/{index}")
    elif isinstance(value, str):
        yield pointer, value


def part(value: Any, pointer: str) -> Any:
    """Returns the part of a value at a JSON pointer, or NOTHING where there is none."""
    try:
        return look_up(value, pointer)
    except KeyError:
        return NOTHING


def nested_schemas(schema: Node, depth: int = 0) -> Iterator[Node]:
    """Yields a schema, every schema that it is composed of, and all below, down to `DEEPEST` levels."""
    if depth > DEEPEST:
        return
    for part in subschemas(schema):
        yield part
        for _, child in part.below("properties"):
            yield from nested_schemas(child, depth + 1)
        item = part.child("items")
        if item is not None:
            yield from nested_schemas(item, depth + 1)
