"""Where the properties of a body are, and how one of them is put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.schema.alternatives import fields, required
from emulators.harness.schema.branches import Branch, at_home
from emulators.harness.testcases.boundary_values import MINIMAL, witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.testcases.placeholders import Template

DEEPEST = 6


@dataclass(frozen=True, eq=False, repr=False)
class Place:
    """A property somewhere in a body; an index in its path is that of the first item of an array."""

    path: tuple[str | int, ...]
    name: str
    node: Node
    needed: bool

    @property
    def dotted(self) -> str:
        return ".".join(str(token) for token in self.path)


def places(schema: Node, path: tuple[str | int, ...] = (), name: str = "") -> Iterator[Place]:
    """Every property of a schema, those of nested objects and of the items of arrays included."""
    if len(path) > DEEPEST:
        return
    needed = required(schema)
    for key, node in fields(schema).items():
        yield Place((*path, key), key, node, key in needed)
        yield from places(node, (*path, key), key)
    item = schema.child("items")
    if item is not None:
        yield from places(item, (*path, 0), name)


def home(schema: Node, table: tuple[Branch, ...], place: Place) -> tuple[Branch, bool]:
    """A branch in which a property means something, and whether the contract says so."""
    top = str(place.path[0])
    for branch in table:
        node = branch.fields(schema).get(top)
        if node is not None and (top in branch.choices or at_home(branch, top, node)):
            return branch, True
    return table[-1], False


def put(schema: Node, start: Any, path: tuple[str | int, ...], value: Template) -> Template:
    """The body with a value at one place; what stands above the place is made where it is absent."""
    key, *rest = path
    if isinstance(key, int):
        return _put_item(schema, start, tuple(rest), value)
    if not rest:
        return {**start, key: value}
    node, inner = fields(schema)[key], start.get(key)
    above = inner if isinstance(inner, (dict, list)) else witness(node, key, MINIMAL)
    return {**start, key: put(node, above, tuple(rest), value)}


def _put_item(schema: Node, start: Any, rest: tuple[str | int, ...], value: Template) -> Template:
    item = schema.child("items")
    if not rest or item is None:
        return [value]
    first = start[0] if isinstance(start, list) and start else witness(item, "item", MINIMAL)
    return [put(item, first, rest, value)]


def has(template: Any, path: tuple[str | int, ...]) -> bool:
    """Is there a value at a place?"""
    for key in path:
        try:
            template = template[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
