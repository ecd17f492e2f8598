"""Reads single keywords of a JSON schema, in the dialects of OpenAPI 3.0 and 3.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.openapi.schema import Kind

if TYPE_CHECKING:
    from emulators.harness.document.node import Node

LARGEST = 2**53 - 1
"""The largest integer that every JSON parser reads as it is written."""
LIMITS: dict[str, tuple[str, ...]] = {
    "string": ("minLength", "maxLength"),
    "number": ("minimum", "maximum"),
    "array": ("minItems", "maxItems"),
}
UNCHECKED = (
    "multipleOf", "uniqueItems", "minProperties", "maxProperties", "patternProperties", "propertyNames", "not", "if",
    "dependentRequired", "dependentSchemas", "contains", "prefixItems",
)  # fmt: skip
"""What neither the contract nor the emulator of a new vendor holds a request to."""


def list_of(node: Node, keyword: str) -> list[Any]:
    """Returns the value of a keyword that is a list; an empty one where it is something else."""
    found = node.get(keyword)
    return found if isinstance(found, list) else []


def kinds_of(node: Node) -> tuple[list[Kind], bool]:
    """Returns the types that a schema names or implies, and whether null is one of them."""
    word = node.get("type")
    listed = word if isinstance(word, list) else [word]
    found: list[Kind] = [each for each in get_args(Kind) if each in listed]
    return found or [_guessed(node)], bool(node.get("nullable")) or "null" in listed


def _guessed(node: Node) -> Kind:
    if node.get("properties") or node.get("additionalProperties"):
        return "object"
    if node.get("items"):
        return "array"
    options = options_of(node)
    texts = bool(options) and all(isinstance(each, str) for each in options)
    return "string" if texts or {"minLength", "maxLength", "pattern"} & set(node.value) else "any"


def options_of(node: Node) -> list[Any]:
    """Returns the values that a schema admits, where it lists them."""
    return [node.get("const")] if "const" in node.value else list_of(node, "enum")


def limits_of(node: Node, kind: Kind) -> Iterator[tuple[str, Any]]:
    """Yields the limits on the size of a value. An integer always has some."""
    if kind == "integer":
        yield "minimum", _integer(node, "minimum", "exclusiveMinimum", 1, -LARGEST)
        yield "maximum", _integer(node, "maximum", "exclusiveMaximum", -1, LARGEST)
    for keyword in LIMITS.get(kind, ()):
        limit = node.get(keyword)
        if isinstance(limit, int | float) and not isinstance(limit, bool):
            yield keyword, limit if kind == "number" else max(int(limit), 0)


def _integer(node: Node, keyword: str, exclusive: str, inward: int, outmost: int) -> int:
    """Returns a limit of an integer, whether it is exclusive in the form of 3.0, in that of 3.1, or not stated."""
    limit, excluded = node.get(keyword), node.get(exclusive)
    if isinstance(excluded, int) and not isinstance(excluded, bool):
        return excluded + inward
    if isinstance(limit, int):
        return limit + inward if excluded is True else limit
    return outmost


def unchecked(node: Node, kind: Kind) -> Iterator[str]:
    """Yields the keywords of a schema that neither the contract nor the emulator checks."""
    yield from (keyword for keyword in UNCHECKED if keyword in node.value)
    if kind == "number":
        yield from (keyword for keyword in ("exclusiveMinimum", "exclusiveMaximum") if node.get(keyword))
    if kind == "string" and node.get("format") not in (None, "uuid", "password"):
        yield f"the format {node.get('format')}"
    if node.get("additionalProperties") is False:
        yield "that there are no other properties"


def example_of(node: Node) -> Any:
    """Returns the example that the document prints for this schema itself, or NOTHING."""
    if "example" in node.value:
        return node.get("example")
    return next(iter(list_of(node, "examples")), NOTHING)
