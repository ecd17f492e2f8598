"""What can be done to one property: its limits on both sides, its options and another, another type, near misses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.testcases import near_misses as nearmiss
from emulators.harness.testcases.boundary_values import MINIMAL, kind, plain_text, witness
from emulators.harness.testcases.placeholders import Fresh, Secret, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.testcases.property_paths import Place

MISTYPED: dict[str, Any] = {
    "string": ["x"],
    "integer": "many",
    "number": "many",
    "boolean": "maybe",
    "object": "text",
    "array": "text",
}
"""Values of a type that nobody takes for the right one."""
COERCIBLE: dict[str, Any] = {"string": 12345, "integer": "1", "number": "1", "boolean": "true"}
"""Values of a type that lenient servers take for the right one."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One value for one property, and the keyword that it tests.

    A `near` one is wrong only by our reading of the clause, so nobody can be failed for taking it.
    """

    kind: str
    title: str
    value: Template
    keyword: str
    near: bool = False


def variants(place: Place) -> Iterator[Variant]:
    """Everything that is worth trying at one place."""
    node = place.node
    yield Variant("null", "null", None, "type", near=not place.needed)
    yield from _types(node)
    yield from _options(node)
    if kind(node) in ("integer", "number"):
        yield from _ranges(node)
    if kind(node) == "array":
        yield from _counts(place)
    if kind(node) == "string" and not node.get("enum"):
        yield from _lengths(place)
        yield from _misses(place)


def _types(node: Node) -> Iterator[Variant]:
    word = kind(node)
    if word in MISTYPED:
        yield Variant("type", f"of type {type(MISTYPED[word]).__name__}", MISTYPED[word], "type")
    if word in COERCIBLE:
        yield Variant("type", f"as {json.dumps(COERCIBLE[word])}", COERCIBLE[word], "type", near=True)


def _options(node: Node) -> Iterator[Variant]:
    options = [option for option in node.get("enum") or () if option is not None]
    for option in options:
        yield Variant("enum", f"is {option}", option, "enum")
    words = [option for option in options if isinstance(option, str)]
    if words:
        yield Variant("enum", "is another word", f"not-{words[0]}", "enum")
        if words[0].swapcase() not in words:
            yield Variant("near miss", f"is {words[0].swapcase()}", words[0].swapcase(), "enum", near=True)
    if "const" in node.value:
        yield Variant("enum", "is another value", f"not-{node.get('const')}", "const")
    if "default" in node.value and not options:
        yield Variant("default", "is its default", node.get("default"), "default")


def _ranges(node: Node) -> Iterator[Variant]:
    for keyword, inward, edge in (
        ("minimum", 1, 0),
        ("maximum", -1, 0),
        ("exclusiveMinimum", 1, 1),
        ("exclusiveMaximum", -1, -1),
    ):
        limit = node.get(keyword)
        if limit is not None:
            yield Variant("limit", f"{limit + edge} ({keyword})", limit + edge, keyword)
            yield Variant("limit", f"{limit + edge - inward} (past {keyword})", limit + edge - inward, keyword)


def _counts(place: Place) -> Iterator[Variant]:
    item = place.node.child("items")
    for keyword, count in _edges(place.node, "minItems", "maxItems"):
        if item is not None:
            value = [witness(item, place.name, MINIMAL) for _ in range(count)]
            yield Variant("limit", f"{count} items ({keyword})", value, keyword)


def _lengths(place: Place) -> Iterator[Variant]:
    for keyword, length in _edges(place.node, "minLength", "maxLength"):
        yield Variant("limit", f"{length} characters ({keyword})", _sized(place, length), keyword)


def _edges(node: Node, least: str, most: str) -> Iterator[tuple[str, int]]:
    """Each limit and what lies just past it."""
    for keyword, outward in ((least, -1), (most, 1)):
        limit = node.get(keyword)
        if limit is not None:
            yield from ((keyword, size) for size in (limit, limit + outward) if size >= 0)


def _sized(place: Place, length: int) -> Template:
    node, name = place.node, place.name
    made = plain_text(node, name, length)
    if node.get("x-kind") in ("e164", "digits") and length >= 3 and not node.get("pattern"):
        return Fresh(name, made, kind=node.get("x-kind"), form=f"of {length}", owned=bool(node.get("x-owned")))
    return Secret(name, made) if node.get("x-secret") else made


def _misses(place: Place) -> Iterator[Variant]:
    node, name = place.node, place.name
    word = str(node.get("x-kind") or node.get("format") or "")
    good, keyword = plain_text(node, name), "pattern" if "pattern" in node.value else "format"
    for miss in nearmiss.of(word, good):
        value: Template = miss.text
        if word in ("e164", "digits"):
            value = Fresh(name, miss.text, kind=word, form=miss.name, owned=bool(node.get("x-owned")))
        yield Variant("near miss", miss.name, value, keyword, near=not miss.far)
    if node.get("pattern") and not nearmiss.of(word, good):
        yield Variant("near miss", "of another form", f"?{good}?", "pattern")


def wrong_texts(node: Node, name: str) -> Iterator[Variant]:
    """Texts of a parameter that its schema may refuse."""
    word = kind(node)
    if word in ("integer", "number"):
        yield Variant("type", "not a number", "many", "type")
        for keyword, outward in (("minimum", -1), ("maximum", 1)):
            if node.get(keyword) is not None:
                yield Variant("limit", f"past {keyword}", str(node.get(keyword) + outward), keyword)
    elif word == "boolean":
        yield Variant("type", "not a boolean", "maybe", "type")
    elif node.get("enum"):
        yield Variant("enum", "another word", f"not-{node.get('enum')[0]}", "enum")
    else:
        yield from _wrong_words(node, name)


def _wrong_words(node: Node, name: str) -> Iterator[Variant]:
    good = plain_text(node, name)
    for miss in nearmiss.of(str(node.get("x-kind") or node.get("format") or ""), good):
        yield Variant("near miss", miss.name, miss.text, "format", near=not miss.far)
    if node.get("pattern"):
        yield Variant("near miss", "of another form", f"?{good}?", "pattern")
    if node.get("maxLength"):
        yield Variant("limit", "past maxLength", plain_text(node, name, node.get("maxLength") + 1), "maxLength")


def typed(node: Node, value: str) -> Any:
    """A parameter's text as its schema sees it."""
    if kind(node) in ("integer", "number"):
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    return {"true": True, "false": False}.get(value, value) if kind(node) == "boolean" else value
