"""Combines two schemas into one: both at once, or either of them."""

from __future__ import annotations

from dataclasses import replace

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.openapi.schema import OpenApiSchema


def of_one_kind(schema: OpenApiSchema) -> OpenApiSchema:
    """Returns the schema without keywords that do not apply to its type."""
    if schema.kind != "object":
        schema = replace(schema, properties={}, required=frozenset())
    return schema if schema.kind == "array" else replace(schema, items=None)


def join(first: OpenApiSchema, second: OpenApiSchema) -> OpenApiSchema:
    """Returns the schema of values that both schemas admit, as `allOf` means it."""
    kind = second.kind if first.kind == "any" else first.kind
    properties = {**first.properties}
    for name, inner in second.properties.items():
        properties[name] = join(properties[name], inner) if name in properties else inner
    both = replace(
        first,
        kind=kind,
        nullable=first.nullable or second.nullable,
        description=first.description or second.description,
        limits={**second.limits, **first.limits} if kind in (first.kind, second.kind) else first.limits,
        properties=properties,
        required=first.required | second.required,
        items=first.items or second.items,
        default=second.default if first.default is NOTHING else first.default,
        example=second.example if first.example is NOTHING else first.example,
        secret=first.secret or second.secret,
        read_only=first.read_only or second.read_only,
        write_only=first.write_only or second.write_only,
    )
    return of_one_kind(both)


def either(first: OpenApiSchema, second: OpenApiSchema) -> OpenApiSchema:
    """Returns the schema of values that one or the other admits."""
    if first.kind != second.kind:
        return OpenApiSchema(nullable=first.nullable or second.nullable, description=first.description)
    both = first.properties.keys() & second.properties.keys()
    common = {name: either(first.properties[name], second.properties[name]) for name in both}
    options = [*first.limits.get("enum", ()), *second.limits.get("enum", ())]
    limits = {name: limit for name, limit in first.limits.items() if second.limits.get(name) == limit}
    if "enum" in first.limits and "enum" in second.limits:
        limits["enum"] = list(dict.fromkeys(options))
    return replace(
        first,
        nullable=first.nullable or second.nullable,
        limits=limits,
        properties={**first.properties, **second.properties, **common},
        required=first.required & second.required,
        items=either(first.items, second.items) if first.items and second.items else None,
        secret=first.secret or second.secret,
    )
