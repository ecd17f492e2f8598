"""Makes values: what a document prints where it fits, and otherwise something plain of the right form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from emulators.harness.model.absent import NOTHING
from emulators.harness.schema import regex
from emulators.scaffold.names import is_number, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.scaffold.openapi.schema import OpenApiSchema

NUMBER = "+15551234567"
UUID = "3b241101-e2bb-4255-8caf-4136c566a962"
TIME = "2025-01-01T00:00:00Z"


def sample(schema: OpenApiSchema, name: str = "") -> Any:
    """Returns a value of the schema, with all that it names; `name` is the property's."""
    return next((each for each in _candidates(schema, name) if schema.admits(each)), _plain(schema, name))


def _candidates(schema: OpenApiSchema, name: str) -> Iterator[Any]:
    yield from (
        each for each in (schema.example, schema.default) if each is not NOTHING and not _is_partial(schema, each)
    )
    yield from schema.limits.get("enum", ())
    if schema.kind == "string":
        yield from _texts(schema, name)


def _is_partial(schema: OpenApiSchema, value: Any) -> bool:
    """Returns whether an object leaves out something that the schema names."""
    return schema.kind == "object" and isinstance(value, dict) and not schema.properties.keys() <= value.keys()


def _texts(schema: OpenApiSchema, name: str) -> Iterator[str]:
    if is_number(name):
        yield from (NUMBER, NUMBER[1:], NUMBER[2:])
    yield from {"uuid": [UUID], "date-time": [TIME]}.get(schema.limits.get("format", ""), [])
    least, most = schema.limits.get("minLength", 0), schema.limits.get("maxLength", 60)
    if "pattern" in schema.limits:
        yield from filter(None, (regex.matching_text(schema.limits["pattern"], each) for each in (None, least, most)))
    said = " ".join(words(name)) or "text"
    made = f"your {said}" if schema.secret else f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
    yield made.replace(" ", "-" if schema.secret else " ")[:most].ljust(least, "x")


def _plain(schema: OpenApiSchema, name: str) -> Any:
    if schema.kind == "object":
        return {each: sample(inner, each) for each, inner in schema.properties.items()}
    if schema.kind == "array":
        count = max(schema.limits.get("minItems", 0), 1) if schema.limits.get("maxItems", 1) else 0
        return [sample(schema.items, name)] * count if schema.items else []
    least = schema.limits.get("minimum", 0)
    made = {"integer": max(least, min(1, schema.limits.get("maximum", 1))), "number": least, "boolean": False}
    return made.get(schema.kind, f"any {name}".strip())


def number_kind(name: str, schema: OpenApiSchema) -> Literal["e164", "digits", ""]:
    """Returns how a property that is called like a telephone number writes one: with a plus, without; empty where it is
    none."""
    if not is_number(name) or schema.kind != "string" or schema.nullable:
        return ""
    shown = str(sample(schema, name))
    if schema.admits(NUMBER) and (shown.startswith("+") or not schema.admits(NUMBER[1:])):
        return "e164"
    return "digits" if schema.admits(NUMBER[1:]) and shown.isdecimal() else ""


def another(schema: OpenApiSchema, value: str) -> str:
    """Returns another value of the schema: the same with another last digit."""
    return next(
        (made for made in (value[:-1] + digit for digit in "890") if made != value and schema.admits(made)), value
    )
