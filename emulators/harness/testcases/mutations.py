"""Changes one property: both sides of its limits, its options and another one, another type, near misses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.testcases import near_misses
from emulators.harness.testcases.boundary_values import MINIMAL, boundary_value, kind, plain_text
from emulators.harness.testcases.placeholders import Fresh, InventedSecret, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.testcases.property_paths import PropertyPath

MISTYPED: dict[str, Any] = {
    "string": ["x"],
    "integer": "many",
    "number": "many",
    "boolean": "maybe",
    "object": "text",
    "array": "text",
}
"""A value of another type for each type, which no server takes for the right one."""
COERCIBLE: dict[str, Any] = {"string": 12345, "integer": "1", "number": "1", "boolean": "true"}
"""A value of another type for each type, which lenient servers take for the right one."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One value for one property, and the keyword that it tests.

    A `near` one is wrong only by our reading of the clause, so that no target fails for accepting it.
    """

    kind: str
    title: str
    value: Template
    keyword: str
    near: bool = False


def mutations(path: PropertyPath) -> Iterator[Mutation]:
    """Yields every value worth trying for one property."""
    node = path.node
    yield Mutation("null", "null", None, "type", near=not path.needed)
    yield from _types(node)
    yield from _options(node)
    if kind(node) in ("integer", "number"):
        yield from _ranges(node)
    if kind(node) == "array":
        yield from _counts(path)
    if kind(node) == "string" and not node.get("enum"):
        yield from _lengths(path)
        yield from _misses(path)


def _types(node: Node) -> Iterator[Mutation]:
    word = kind(node)
    if word in MISTYPED:
        yield Mutation("type", f"of type {type(MISTYPED[word]).__name__}", MISTYPED[word], "type")
    if word in COERCIBLE:
        yield Mutation("type", f"as {json.dumps(COERCIBLE[word])}", COERCIBLE[word], "type", near=True)


def _options(node: Node) -> Iterator[Mutation]:
    options = [option for option in node.get("enum") or () if option is not None]
    for option in options:
        yield Mutation("enum", f"is {option}", option, "enum")
    words = [option for option in options if isinstance(option, str)]
    if words:
        yield Mutation("enum", "is another word", f"not-{words[0]}", "enum")
        if words[0].swapcase() not in words:
            yield Mutation("near miss", f"is {words[0].swapcase()}", words[0].swapcase(), "enum", near=True)
    if "const" in node.value:
        yield Mutation("enum", "is another value", f"not-{node.get('const')}", "const")
    if "default" in node.value and not options:
        yield Mutation("default", "is its default", node.get("default"), "default")


def _ranges(node: Node) -> Iterator[Mutation]:
    for keyword, inward, edge in (
        ("minimum", 1, 0),
        ("maximum", -1, 0),
        ("exclusiveMinimum", 1, 1),
        ("exclusiveMaximum", -1, -1),
    ):
        limit = node.get(keyword)
        if limit is not None:
            yield Mutation("limit", f"{limit + edge} ({keyword})", limit + edge, keyword)
            yield Mutation("limit", f"{limit + edge - inward} (past {keyword})", limit + edge - inward, keyword)


def _counts(path: PropertyPath) -> Iterator[Mutation]:
    item = path.node.child("items")
    for keyword, count in _edges(path.node, "minItems", "maxItems"):
        if item is not None:
            value = [boundary_value(item, path.name, MINIMAL) for _ in range(count)]
            yield Mutation("limit", f"{count} items ({keyword})", value, keyword)


def _lengths(path: PropertyPath) -> Iterator[Mutation]:
    for keyword, length in _edges(path.node, "minLength", "maxLength"):
        yield Mutation("limit", f"{length} characters ({keyword})", _sized(path, length), keyword)


def _edges(node: Node, least: str, most: str) -> Iterator[tuple[str, int]]:
    """Yields each limit of a length or a count, and the value just past it."""
    for keyword, outward in ((least, -1), (most, 1)):
        limit = node.get(keyword)
        if limit is not None:
            yield from ((keyword, size) for size in (limit, limit + outward) if size >= 0)


def _sized(path: PropertyPath, length: int) -> Template:
    node, name = path.node, path.name
    made = plain_text(node, name, length)
    if node.get("x-kind") in ("e164", "digits") and length >= 3 and not node.get("pattern"):
        return Fresh(name, made, kind=node.get("x-kind"), form=f"of {length}", owned=bool(node.get("x-owned")))
    return InventedSecret(name, made) if node.get("x-secret") else made


def _misses(path: PropertyPath) -> Iterator[Mutation]:
    node, name = path.node, path.name
    word = str(node.get("x-kind") or node.get("format") or "")
    good, keyword = plain_text(node, name), "pattern" if "pattern" in node.value else "format"
    for miss in near_misses.of(word, good):
        value: Template = miss.text
        if word in ("e164", "digits"):
            value = Fresh(name, miss.text, kind=word, form=miss.name, owned=bool(node.get("x-owned")))
        yield Mutation("near miss", miss.name, value, keyword, near=not miss.far)
    if node.get("pattern") and not near_misses.of(word, good):
        yield Mutation("near miss", "of another form", f"?{good}?", "pattern")


def wrong_texts(node: Node, name: str) -> Iterator[Mutation]:
    """Yields texts for a parameter that its schema may refuse."""
    word = kind(node)
    if word in ("integer", "number"):
        yield Mutation("type", "not a number", "many", "type")
        for keyword, outward in (("minimum", -1), ("maximum", 1)):
            if node.get(keyword) is not None:
                yield Mutation("limit", f"past {keyword}", str(node.get(keyword) + outward), keyword)
    elif word == "boolean":
        yield Mutation("type", "not a boolean", "maybe", "type")
    elif node.get("enum"):
        yield Mutation("enum", "another word", f"not-{node.get('enum')[0]}", "enum")
    else:
        yield from _wrong_words(node, name)


def _wrong_words(node: Node, name: str) -> Iterator[Mutation]:
    good = plain_text(node, name)
    for miss in near_misses.of(str(node.get("x-kind") or node.get("format") or ""), good):
        yield Mutation("near miss", miss.name, miss.text, "format", near=not miss.far)
    if node.get("pattern"):
        yield Mutation("near miss", "of another form", f"?{good}?", "pattern")
    if node.get("maxLength"):
        yield Mutation("limit", "past maxLength", plain_text(node, name, node.get("maxLength") + 1), "maxLength")


def typed(node: Node, value: str) -> Any:
    """Returns a parameter's text as the type of its schema."""
    if kind(node) in ("integer", "number"):
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    return {"true": True, "false": False}.get(value, value) if kind(node) == "boolean" else value
