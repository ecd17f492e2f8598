"""Writes the classes of what requests to a new vendor carry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.scaffold.openapi.schema import OpenApiSchema
from emulators.scaffold.source.classes import IN_JSON, IN_TEXT, Classes, without_defaults

if TYPE_CHECKING:
    from emulators.scaffold.plan.vendor import Vendor


def schemas(vendor: Vendor) -> tuple[Classes, dict[str, dict[str, str]]]:
    """Returns the classes of bodies, paths and queries, and their names by operation."""
    classes, used = Classes(vendor.cite), dict[str, dict[str, str]]()
    paths: dict[tuple[str, ...], str] = {}
    for endpoint in vendor.endpoints:
        operation = endpoint.operation
        own = used.setdefault(operation.id, {})
        if endpoint.named:
            names = tuple(each.param for each in endpoint.named)
            if names not in paths:
                schema = _texts({each.param: OpenApiSchema(each.key_schema.kind) for each in endpoint.named})
                about = f"What the path calls a {endpoint.named[-1].word}."
                paths[names] = _in_text(classes, f"{endpoint.named[-1].name}_path", about, schema, operation.path)
            own["params"] = paths[names]
        if operation.query:
            schema = _texts(operation.query, operation.asked)
            own["query"] = _in_text(
                classes, f"{operation.id}_query", f"The query of `{operation.label}`.", schema, operation.label
            )
        if operation.body:
            body = operation.body if endpoint.act == "create" else without_defaults(operation.body)
            own["body"] = classes.document(operation.id, f"The body of `{operation.label}`.", body, operation.label)
    return classes, used


def _in_text(classes: Classes, name: str, about: str, schema: OpenApiSchema, where: str) -> str:
    """Writes a class whose values are read from a path or a query."""
    classes.types = dict(IN_TEXT)
    written = classes.document(name, about, schema, where)
    classes.types = dict(IN_JSON)
    return written


def _texts(properties: Mapping[str, OpenApiSchema], required: Collection[str] | None = None) -> OpenApiSchema:
    """Returns what stands in a path or a query, where a boolean is a word."""
    truth = OpenApiSchema("string", limits={"enum": ["true", "false"]})
    read = {
        name: truth if schema.kind == "boolean" else replace(schema, nullable=False)
        for name, schema in properties.items()
    }
    return OpenApiSchema("object", properties=read, required=frozenset(properties if required is None else required))
