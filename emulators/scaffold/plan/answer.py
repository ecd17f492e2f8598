"""Describes the body of an answer as a tree: which parts are constant, and which are taken from a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.scaffold.names import fold
from emulators.scaffold.openapi.schema import OpenApiSchema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Place = tuple[str, ...]
"""The names of properties that lead to a part of a body; `[]` is the items of an array."""
ITEMS = "[]"
COUNTS = frozenset({"total", "count", "totalcount", "totalitems"})


@dataclass(frozen=True)
class FromRow:
    """A part of an answer that is the value of a column."""

    column: str


@dataclass(frozen=True)
class FromRequest:
    """A part of an answer that repeats the request, or the document's example where the request said nothing."""

    name: str
    otherwise: Any


@dataclass(frozen=True)
class FromRefusal:
    """A part of an answer that is the `message` or the `status` of a refusal."""

    name: str


@dataclass(frozen=True)
class Count:
    """A part of an answer that says how many rows there are."""


@dataclass(frozen=True)
class Item:
    """One row as an answer shows it: `shown` by the names of properties. `word` is what the row is."""

    word: str
    shown: dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """A part of an answer that has an item for each row."""

    of: Any


def schema_at(schema: OpenApiSchema, place: Place) -> OpenApiSchema:
    """Returns the schema of a part of a body."""
    for name in place:
        schema = (schema.items or OpenApiSchema()) if name == ITEMS else schema.properties[name]
    return schema


def item_place(schema: OpenApiSchema, names: Collection[str]) -> Place | None:
    """Returns where an answer shows one resource: the outermost object with the most of these names; None where no
    object has any."""
    wanted = {fold(name) for name in names}
    scored = [(-len(wanted & set(map(fold, part.properties))), len(place), place) for place, part in _objects(schema)]
    best = min(scored, default=(0, 0, ()))
    return best[2] if best[0] else None


def list_place(schema: OpenApiSchema) -> Place | None:
    """Returns where an answer lists resources: the outermost array of objects; None where there is none."""
    if schema.kind == "array":
        return (ITEMS,) if schema.items and schema.items.properties else None
    for name, part in schema.properties.items():
        if part.kind == "array" and part.items and part.items.properties:
            return (name, ITEMS)
    for name, part in schema.properties.items():
        found = list_place(part) if part.kind == "object" else None
        if found is not None:
            return (name, *found)
    return None


def _objects(schema: OpenApiSchema, place: Place = ()) -> Iterator[tuple[Place, OpenApiSchema]]:
    if schema.kind == "object" and len(place) < 3:
        yield place, schema
        for name, part in schema.properties.items():
            yield from _objects(part, (*place, name))


def is_count(name: str, schema: OpenApiSchema) -> bool:
    """Returns whether a property says how many items there are."""
    return fold(name) in COUNTS and schema.kind in ("integer", "number")
