"""The parts of a value, beside the schemas that describe them."""

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
"""How deep a schema is looked into."""


def fields_of(schema: Node) -> dict[str, Node]:
    """The properties of a schema, those of its alternatives included."""
    found: dict[str, Node] = {}
    for part in subschemas(schema):
        found = fields(part) | found
    return found


def required_of(schema: Node) -> set[str]:
    """The names that an object schema may require, conditions included."""
    return {name for part in subschemas(schema) for name in part.get("required") or ()}


def items_of(schema: Node) -> Node | None:
    """The schema of an array's items, wherever among its alternatives it stands first."""
    return next((found for part in subschemas(schema) if (found := part.child("items"))), None)


def leaves(schema: Node, value: Any, name: str = "") -> Iterator[tuple[str, Node, Any]]:
    """Every leaf of a value with the name of its property and its schema."""
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
    """Every object in a value that the schema describes, with its place."""
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


def described(schema: Node, value: Any) -> Iterator[tuple[str, Node, Any]]:
    """Every property in a value that the schema describes, with its place and its own schema."""
    for pointer, owner, inner in objects(schema, value):
        for name, child in fields_of(owner).items():
            if name in inner:
                yield f"{pointer}/{name}", child, inner[name]


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a value with its place, whether a schema describes it or not."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, f"{pointer}/{index}")
    elif isinstance(value, str):
        yield pointer, value


def part(value: Any, pointer: str) -> Any:
    """The part of a value at a place, NOTHING where there is none."""
    try:
        return look_up(value, pointer)
    except KeyError:
        return NOTHING


def nested_schemas(schema: Node, depth: int = 0) -> Iterator[Node]:
    """A schema, what it is put together from, and everything below."""
    if depth > DEEPEST:
        return
    for part in subschemas(schema):
        yield part
        for _, child in part.below("properties"):
            yield from nested_schemas(child, depth + 1)
        item = part.child("items")
        if item is not None:
            yield from nested_schemas(item, depth + 1)
