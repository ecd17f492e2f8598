"""Describes as much of a schema as a new vendor takes over: enough to check a body, to make a value, and to write it
down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import jsonschema_rs

from emulators.harness.model.absent import NOTHING

Kind = Literal["any", "string", "integer", "number", "boolean", "array", "object"]


@dataclass(frozen=True)
class OpenApiSchema:
    """One type. `limits` are JSON Schema's keywords, as far as both the contract and the emulator can hold to them.

    An object without properties is any object. `secret` values are masked wherever they are shown.
    """

    kind: Kind = "any"
    nullable: bool = False
    description: str = ""
    limits: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, OpenApiSchema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: OpenApiSchema | None = None
    default: Any = NOTHING
    example: Any = NOTHING
    secret: bool = False
    read_only: bool = False
    write_only: bool = False

    def as_json_schema(self) -> dict[str, Any]:
        """Returns this schema as plain JSON Schema."""
        found: dict[str, Any] = {}
        if self.kind != "any":
            found["type"] = [self.kind, "null"] if self.nullable else self.kind
        found |= self.limits
        if self.nullable and "enum" in found:
            found["enum"] = [*found["enum"], None]
        if self.required:
            found["required"] = [name for name in self.properties if name in self.required]
        if self.properties:
            found["properties"] = {name: inner.as_json_schema() for name, inner in self.properties.items()}
        if self.items:
            found["items"] = self.items.as_json_schema()
        return found

    def admits(self, value: Any) -> bool:
        """Returns whether a JSON value is valid by this schema."""
        validator = jsonschema_rs.Draft202012Validator(self.as_json_schema(), validate_formats=True)
        return bool(validator.is_valid(value))

    @property
    def has_secret(self) -> bool:
        """Whether the value, or a part of it, is a credential."""
        inner = [*self.properties.values(), *([self.items] if self.items else [])]
        return self.secret or any(each.has_secret for each in inner)

    @property
    def is_scalar(self) -> bool:
        """Whether a value is one string, number or boolean, and never null."""
        return self.kind in ("string", "integer", "number", "boolean") and not self.nullable


def fits(sent: OpenApiSchema, shown: OpenApiSchema) -> bool:
    """Returns whether every value that is sent may be shown where the other schema stands: it is valid there, and no
    secret."""
    if sent.has_secret:
        return False
    return shown.kind == "any" or (_is_of(sent, shown) and _parts_fit(sent, shown))


def _is_of(sent: OpenApiSchema, shown: OpenApiSchema) -> bool:
    """Returns whether type, options and format are those of the other, or narrower."""
    options = shown.limits.get("enum")
    return (
        (sent.kind == shown.kind or (sent.kind, shown.kind) == ("integer", "number"))
        and (shown.nullable or not sent.nullable)
        and (options is None or set(sent.limits.get("enum", [NOTHING])) <= set(options))
        and shown.limits.get("format") in (None, sent.limits.get("format"))
    )


def _parts_fit(sent: OpenApiSchema, shown: OpenApiSchema) -> bool:
    """Returns whether items and properties fit, and the other schema names all of them."""
    if shown.items and not fits(sent.items or OpenApiSchema(), shown.items):
        return False
    if shown.properties and not sent.properties.keys() <= shown.properties.keys():
        return False
    both = [(inner, shown.properties[name]) for name, inner in sent.properties.items() if name in shown.properties]
    return shown.required <= sent.required and all(fits(one, other) for one, other in both)
