"""Decides for each part of an answer where it comes from: a row, the request, or a constant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from emulators.scaffold.names import fold
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
        return _draw(schema, value, (), lambda object_, inner: _from_request(operation, object_, inner))
    place = list_place(schema) if act == "list" else item_place(schema, {*resource.columns, resource.param})
    if place is None:
        return value
    return _draw(schema, value, place, lambda object_, inner: Item(resource.word, _from_row(resource, object_, inner)))


def _draw(schema: OpenApiSchema, value: Any, place: Place, choose: Choose) -> Any:
    """Returns the sample value with the object at a place taken from its sources, and with the counts beside a list."""
    if not place:
        return choose(value, schema) if isinstance(value, dict) else value
    if place[0] == ITEMS:
        item = schema.items or OpenApiSchema()
        return Rows(_draw(item, sample(item), place[1:], choose))
    drawn = dict(value)
    if ITEMS in place:
        drawn |= {name: Count() for name, each in schema.properties.items() if is_count(name, each)}
    drawn[place[0]] = _draw(schema.properties[place[0]], value[place[0]], place[1:], choose)
    return drawn


def _from_row(resource: ResourcePlan, value: dict[str, Any], schema: OpenApiSchema) -> dict[str, Any]:
    """Returns each property with the column of its name, where values of that column may be shown."""
    kept = {name: each for name, each in resource.columns.items() if name in resource.new}
    kept |= {resource.key: resource.key_schema, **resource.owners}
    drawn = dict(value)
    for name, each in schema.properties.items():
        if name in kept and fits(kept[name], each):
            drawn[name] = FromRow(name)
        elif fold(name) in (fold(resource.param), "deletedid") and fits(resource.key_schema, each):
            drawn[name] = FromRow(resource.key)
    return drawn


def _from_request(operation: OpenApiOperation, value: dict[str, Any], schema: OpenApiSchema) -> dict[str, Any]:
    sent = operation.body.properties if operation.body else {}
    return {
        name: FromRequest(name, inner) if name in sent and fits(sent[name], schema.properties[name]) else inner
        for name, inner in value.items()
    }


def refusal_tree(schema: OpenApiSchema) -> tuple[OpenApiSchema, Any]:
    """Returns the body of a refusal and its schema, with the message and the status in the properties meant for them.

    Where the document has no property for the message, one is added.
    """
    said = OpenApiSchema("string")
    if schema.kind != "object" or not schema.properties:
        return OpenApiSchema("object", properties={"error": said}, required=frozenset({"error"})), {
            "error": FromRefusal("message")
        }
    drawn, found = _word(schema, sample(schema))
    if found:
        return schema, drawn
    return replace(schema, properties={**schema.properties, "message": said}), {
        **drawn,
        "message": FromRefusal("message"),
    }


def _word(schema: OpenApiSchema, value: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Returns the value with the refusal's message and status in it, and whether it has a place for the message."""
    texts = {fold(name): name for name, each in schema.properties.items() if each.kind == "string" and not each.limits}
    words = next((texts[word] for word in WORDS if word in texts), "")
    drawn, found = {**value, **({words: FromRefusal("message")} if words else {})}, bool(words)
    for name, each in schema.properties.items():
        if each.kind == "integer" and fold(name) in STATUSES:
            drawn[name] = FromRefusal("status")
        elif each.kind == "array":
            drawn[name] = []
        elif each.kind == "object" and each.properties and not found:
            drawn[name], found = _word(each, value[name])
    return drawn, found


def fill_in(part: Any, rows: list[Mapping[str, Any]], request: Mapping[str, Any]) -> Any:
    """Returns the answer as a value, for these rows and this request or refusal."""
    if isinstance(part, Rows):
        return [fill_in(part.of, [row], request) for row in rows]
    if isinstance(part, Count):
        return len(rows)
    if isinstance(part, FromRow):
        return rows[0][part.column]
    if isinstance(part, FromRequest):
        return request.get(part.name, part.otherwise)
    if isinstance(part, FromRefusal):
        return request[part.name]
    parts = part.shown if isinstance(part, Item) else part
    return {name: fill_in(inner, rows, request) for name, inner in parts.items()} if isinstance(parts, dict) else parts
