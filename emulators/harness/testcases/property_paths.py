"""Where the properties of a body are, and how one of them is put in."""

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
    """A property somewhere in a body; an index in its path is that of the first item of an array."""

    tokens: tuple[str | int, ...]
    name: str
    node: Node
    needed: bool

    @property
    def dotted(self) -> str:
        return ".".join(str(token) for token in self.tokens)


def property_paths(schema: Node, tokens: tuple[str | int, ...] = (), name: str = "") -> Iterator[PropertyPath]:
    """Every property of a schema, those of nested objects and of the items of arrays included."""
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
    """A branch in which a property means something, and whether the contract says so."""
    top = str(path.tokens[0])
    for branch in among:
        node = branch.fields(schema).get(top)
        if node is not None and (top in branch.choices or belongs(branch, top, node)):
            return branch, True
    return among[-1], False


def put(schema: Node, start: Any, tokens: tuple[str | int, ...], value: Template) -> Template:
    """The body with a value at one place; what stands above the place is made where it is absent."""
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
    """Is there a value at a place?"""
    for key in tokens:
        try:
            template = template[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
