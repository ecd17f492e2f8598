"""Finds the properties of a body at any depth, and puts a value at one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.schema.alternatives import fields, required
from emulators.harness.schema.branches import Branch, belongs
from emulators.harness.testcases.boundary_values import MINIMAL, boundary_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.testcases.placeholders import Template

DEEPEST = 6


@dataclass(frozen=True, eq=False, repr=False)
class PropertyPath:
    """Where a property stands in a body, as keys and indices. The index 0 stands for the first item of an array."""

    tokens: tuple[str | int, ...]
    name: str
    node: Node
    needed: bool

    @property
    def dotted(self) -> str:
        """The path with dots, as in `voice.settings.0.name`."""
        return ".".join(str(token) for token in self.tokens)


def property_paths(schema: Node, tokens: tuple[str | int, ...] = (), name: str = "") -> Iterator[PropertyPath]:
    """Yields every property of a schema, those of nested objects and of the items of arrays included."""
    if len(tokens) > DEEPEST:
        return
    needed = required(schema)
    for key, node in fields(schema).items():
        yield PropertyPath((*tokens, key), key, node, key in needed)
        yield from property_paths(node, (*tokens, key), key)
    item = schema.child("items")
    if item is not None:
        yield from property_paths(item, (*tokens, 0), name)


def branch_of(schema: Node, among: tuple[Branch, ...], path: PropertyPath) -> tuple[Branch, bool]:
    """Returns a branch in which a property has a meaning, and whether the contract says so."""
    top = str(path.tokens[0])
    for branch in among:
        node = branch.fields(schema).get(top)
        if node is not None and (top in branch.choices or belongs(branch, top, node)):
            return branch, True
    return among[-1], False


def put(schema: Node, start: Any, tokens: tuple[str | int, ...], value: Template) -> Template:
    """Returns the body with a value at one place; objects and arrays above it are made where they are missing."""
    key, *rest = tokens
    if isinstance(key, int):
        return _put_item(schema, start, tuple(rest), value)
    if not rest:
        return {**start, key: value}
    node, inner = fields(schema)[key], start.get(key)
    above = inner if isinstance(inner, (dict, list)) else boundary_value(node, key, MINIMAL)
    return {**start, key: put(node, above, tuple(rest), value)}


def _put_item(schema: Node, start: Any, rest: tuple[str | int, ...], value: Template) -> Template:
    item = schema.child("items")
    if not rest or item is None:
        return [value]
    first = start[0] if isinstance(start, list) and start else boundary_value(item, "item", MINIMAL)
    return [put(item, first, rest, value)]


def has(template: Any, tokens: tuple[str | int, ...]) -> bool:
    """Returns whether a template has a value at this place."""
    for key in tokens:
        try:
            template = template[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
