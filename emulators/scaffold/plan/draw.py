"""Says of each part of an answer whence it comes: from a row, from the request, or always the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from emulators.scaffold.names import folded
from emulators.scaffold.openapi.schema import OpenApiSchema, fits
from emulators.scaffold.plan.answer import (
    ITEMS,
    Count,
    FromRefusal,
    FromRequest,
    FromRow,
    Item,
    Rows,
    is_count,
    item_place,
    list_place,
)
from emulators.scaffold.plan.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.scaffold.openapi.operation import OpenApiOperation
    from emulators.scaffold.plan.answer import Place
    from emulators.scaffold.plan.resource import Act, ResourcePlan

    Choose = Callable[[dict[str, Any], OpenApiSchema], Any]

WORDS = ("message", "errormessage", "error", "detail", "details", "description", "title", "msg", "reason")
STATUSES = ("status", "statuscode", "code", "httpstatus")
"""Names of what a body of refusal says, the likeliest first."""


def answer_tree(operation: OpenApiOperation, act: Act, resource: ResourcePlan | None) -> Any:
    """Returns the answer of an operation; None where it has no body."""
    schema = operation.answer
    if schema is None:
        return None
    value = sample(schema)
    if resource is None:
        return _drawn(schema, value, (), lambda object_, inner: _from_request(operation, object_, inner))
    place = list_place(schema) if act == "list" else item_place(schema, {*resource.columns, resource.param})
    if place is None:
        return value
    return _drawn(schema, value, place, lambda object_, inner: Item(resource.word, _from_row(resource, object_, inner)))


def _drawn(schema: OpenApiSchema, value: Any, place: Place, choose: Choose) -> Any:
    """Returns the sample value with the object at a place made of what it is taken from, and with the counts beside a
    list."""
    if not place:
        return choose(value, schema) if isinstance(value, dict) else value
    if place[0] == ITEMS:
        item = schema.items or OpenApiSchema()
        return Rows(_drawn(item, sample(item), place[1:], choose))
    drawn = dict(value)
    if ITEMS in place:
        drawn |= {name: Count() for name, each in schema.properties.items() if is_count(name, each)}
    drawn[place[0]] = _drawn(schema.properties[place[0]], value[place[0]], place[1:], choose)
    return drawn


def _from_row(resource: ResourcePlan, value: dict[str, Any], schema: OpenApiSchema) -> dict[str, Any]:
    """Returns each property from the column of its name, where what that holds may be shown there."""
    kept = {name: each for name, each in resource.columns.items() if name in resource.new}
    kept |= {resource.key: resource.key_schema, **resource.owners}
    drawn = dict(value)
    for name, each in schema.properties.items():
        if name in kept and fits(kept[name], each):
            drawn[name] = FromRow(name)
        elif folded(name) in (folded(resource.param), "deletedid") and fits(resource.key_schema, each):
            drawn[name] = FromRow(resource.key)
    return drawn


def _from_request(operation: OpenApiOperation, value: dict[str, Any], schema: OpenApiSchema) -> dict[str, Any]:
    sent = operation.body.properties if operation.body else {}
    return {
        name: FromRequest(name, inner) if name in sent and fits(sent[name], schema.properties[name]) else inner
        for name, inner in value.items()
    }


def refusal_tree(schema: OpenApiSchema) -> tuple[OpenApiSchema, Any]:
    """Returns the body of a refusal, and its schema: the words in the text that is there for them, the status in the
    number.

    Where the document has no place for words, one is made.
    """
    said = OpenApiSchema("string")
    if schema.kind != "object" or not schema.properties:
        return OpenApiSchema("object", properties={"error": said}, required=frozenset({"error"})), {
            "error": FromRefusal("message")
        }
    drawn, found = _worded(schema, sample(schema))
    if found:
        return schema, drawn
    return replace(schema, properties={**schema.properties, "message": said}), {
        **drawn,
        "message": FromRefusal("message"),
    }


def _worded(schema: OpenApiSchema, value: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Returns the value with the refusal's words and status in it, and whether there was a place for the words."""
    texts = {
        folded(name): name for name, each in schema.properties.items() if each.kind == "string" and not each.limits
    }
    words = next((texts[word] for word in WORDS if word in texts), "")
    drawn, found = {**value, **({words: FromRefusal("message")} if words else {})}, bool(words)
    for name, each in schema.properties.items():
        if each.kind == "integer" and folded(name) in STATUSES:
            drawn[name] = FromRefusal("status")
        elif each.kind == "array":
            drawn[name] = []
        elif each.kind == "object" and each.properties and not found:
            drawn[name], found = _worded(each, value[name])
    return drawn, found


def shown(part: Any, rows: list[Mapping[str, Any]], request: Mapping[str, Any]) -> Any:
    """Returns the answer for these rows, or to this request or refusal, as a value."""
    if isinstance(part, Rows):
        return [shown(part.of, [row], request) for row in rows]
    if isinstance(part, Count):
        return len(rows)
    if isinstance(part, FromRow):
        return rows[0][part.column]
    if isinstance(part, FromRequest):
        return request.get(part.name, part.otherwise)
    if isinstance(part, FromRefusal):
        return request[part.name]
    parts = part.shown if isinstance(part, Item) else part
    return {name: shown(inner, rows, request) for name, inner in parts.items()} if isinstance(parts, dict) else parts
