"""Marks the schemas of a contract: what a request may say, and what an answer shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.scaffold.plan.answer import FromRequest, FromRow, Item, Rows
from emulators.scaffold.plan.sample import sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.scaffold.openapi.schema import OpenApiSchema

MADE_UP = ("string", "integer", "number", "any", "array")
"""Types of values that the vendor may make up. What is true or false means something."""


def holds_rows(part: Any) -> bool:
    """Returns whether something in a tree shows a row."""
    if isinstance(part, Item | Rows):
        return True
    return isinstance(part, dict) and any(map(holds_rows, part.values()))


def sent_schema(schema: OpenApiSchema, name: str) -> dict[str, Any]:
    """Returns the JSON schema of what a request says."""
    written = schema.as_json_schema()
    if schema.description:
        written["description"] = schema.description
    if "pattern" in schema.limits:
        written["examples"] = [sample(schema, name)]
    if schema.secret:
        written |= {"writeOnly": True, "x-secret": True}
    for each, inner in schema.properties.items():
        written["properties"][each] = sent_schema(inner, each)
    if schema.items:
        written["items"] = sent_schema(schema.items, name)
    return written


def shown_schema(schema: OpenApiSchema, part: Any, echoes: Mapping[str, str]) -> dict[str, Any]:
    """Returns the JSON schema of what an answer shows: which parts echo the request, and which the vendor makes up."""
    written = schema.as_json_schema()
    if isinstance(part, FromRow | FromRequest):
        name = echoes.get(part.column if isinstance(part, FromRow) else part.name)
        if name and schema.is_scalar:
            return {**written, "x-echo": name}
    inside = part.shown if isinstance(part, Item) else part
    if isinstance(inside, dict) and schema.properties:
        for name, inner in schema.properties.items():
            written["properties"][name] = shown_schema(inner, inside.get(name), echoes)
        return written
    made_up = schema.nullable or schema.kind in MADE_UP or isinstance(part, FromRow)
    return {**written, "x-volatile": True} if made_up else written
