"""Reads the schemas of an OpenAPI document, 3.0 or 3.1, and notes what of them cannot be taken over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.names import is_secret, sentence
from emulators.scaffold.openapi.keywords import example_of, kinds_of, limits_of, list_of, options_of, unchecked
from emulators.scaffold.openapi.merging import either, join, of_one_kind
from emulators.scaffold.openapi.pattern import portable
from emulators.scaffold.openapi.schema import Kind, OpenApiSchema

if TYPE_CHECKING:
    from emulators.harness.document.node import Node

FORMATS = ("uuid", "date-time")
"""Formats that an answer of the emulator has. A request is held to the first of them only."""
DEEPEST = 6
MANY = 4


@dataclass
class Reader:
    """Makes an `OpenApiSchema` of a node, and notes what is lost, with the places."""

    lost: dict[str, list[str]] = field(default_factory=dict)

    def note(self, where: str, what: str) -> None:
        """Remembers that something is lost at a place."""
        places = self.lost.setdefault(what, [])
        if where not in places:
            places.append(where)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was lost and where, a line each; of many places only the first."""
        return tuple(f"{_listed(places)}: {what}" for what, places in self.lost.items())

    def read_sent(self, holder: Node, where: str) -> OpenApiSchema:
        """Returns the schema of what a request carries, under a media type or a parameter: with its limits, and without
        properties that only answers have."""
        return self._with_example(holder, self._read(holder.child("schema"), where, (), is_sent=True))

    def read_shown(self, media: Node, where: str) -> OpenApiSchema:
        """Returns the schema of what an answer carries: types, names and options. Limits are left out, as they promise
        a client nothing."""
        return self._with_example(media, self._read(media.child("schema"), where, (), is_sent=False))

    def _with_example(self, holder: Node, schema: OpenApiSchema) -> OpenApiSchema:
        """Returns the schema, with the example that stands beside it."""
        named = next((example.get("value", NOTHING) for _, example in holder.below("examples")), NOTHING)
        example = holder.get("example", named)
        return schema if example is NOTHING else replace(schema, example=example)

    def _read(self, node: Node | None, where: str, above: tuple[Any, ...], *, is_sent: bool) -> OpenApiSchema:
        if node is None or not isinstance(node.value, dict):
            return OpenApiSchema()
        if node.pointer in above or len(above) > DEEPEST:
            if is_sent:
                self.note(where, "is nested in itself or too deep, and any value is taken")
            return OpenApiSchema()
        inside = (*above, node.pointer)
        parts = [self._own(node, where, inside, is_sent=is_sent)]
        parts += [self._read(part, where, inside, is_sent=is_sent) for _, part in node.below("allOf")]
        for keyword in ("oneOf", "anyOf"):
            if node.get(keyword):
                parts.append(self._either(node, keyword, where, inside, is_sent=is_sent))
        return of_one_kind(reduce(join, parts))

    def _own(self, node: Node, where: str, above: tuple[Any, ...], *, is_sent: bool) -> OpenApiSchema:
        """Returns the schema of a node's own keywords."""
        kinds, nullable = kinds_of(node)
        kind = kinds[0] if len(kinds) == 1 else "any"
        if len(kinds) > 1:
            self.note(where, "is of several types, and any value is taken")
        return OpenApiSchema(
            kind=kind,
            nullable=nullable,
            description=sentence(str(node.get("description") or node.get("title") or "")),
            limits=dict(self._limits(node, kind, where, is_sent=is_sent)),
            properties=dict(self._properties(node, where, above, is_sent=is_sent)),
            required=frozenset(name for name in list_of(node, "required") if isinstance(name, str)),
            items=self._read(node.child("items"), f"{where}[]", above, is_sent=is_sent) if kind == "array" else None,
            default=node.get("default", NOTHING),
            example=example_of(node),
            secret=bool(node.get("writeOnly")) or node.get("format") == "password",
            read_only=bool(node.get("readOnly")),
            write_only=bool(node.get("writeOnly")),
        )

    def _limits(self, node: Node, kind: Kind, where: str, *, is_sent: bool) -> Iterator[tuple[str, Any]]:
        words = [each for each in options_of(node) if isinstance(each, str)]
        if kind == "string" and words:
            yield "enum", list(dict.fromkeys(words))
            return
        if kind == "string" and node.get("format") in (FORMATS[:1] if is_sent else FORMATS):
            yield "format", node.get("format")
        if is_sent:
            yield from limits_of(node, kind)
            yield from self._pattern(node, kind, where)
            for lost in (*unchecked(node, kind), *(["enum"] if options_of(node) else [])):
                self.note(where, f"{lost} is not checked")

    def _pattern(self, node: Node, kind: Kind, where: str) -> Iterator[tuple[str, str]]:
        if kind == "string" and node.get("pattern"):
            pattern = portable(str(node.get("pattern")))
            if pattern is None:
                self.note(where, f"the pattern {node.get('pattern')!r} is not checked")
            else:
                yield "pattern", pattern

    def _properties(
        self, node: Node, where: str, above: tuple[Any, ...], *, is_sent: bool
    ) -> Iterator[tuple[str, OpenApiSchema]]:
        for name, child in node.below("properties"):
            if name.startswith("x-"):
                self.note(f"{where}.{name}", "is not read: what begins with x- is an extension here")
                continue
            inner = self._read(child, f"{where}.{name}", above, is_sent=is_sent)
            if not (inner.read_only if is_sent else inner.write_only):
                yield name, replace(inner, secret=inner.secret or (inner.kind == "string" and is_secret(name)))

    def _either(self, node: Node, keyword: str, where: str, above: tuple[Any, ...], *, is_sent: bool) -> OpenApiSchema:
        """Returns the alternatives as one schema: it requires what all of them require, and has the properties of any."""
        parts = [part for _, part in node.below(keyword)]
        others = [part for part in parts if part.get("type") != "null"]
        read = [self._read(part, where, above, is_sent=is_sent) for part in others]
        nullable = len(others) < len(parts) or any(each.nullable for each in read)
        if len(read) > 1 and is_sent:
            self.note(where, f"{keyword} is not checked, and what any alternative has may be sent")
        return replace(reduce(either, read), nullable=nullable) if read else OpenApiSchema(nullable=nullable)


def _listed(places: list[str]) -> str:
    more = f" and {len(places) - MANY} more places" if len(places) > MANY else ""
    return "; ".join(places[:MANY]) + more
