"""Validates values against a schema of a contract, and names the clauses that they break."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from emulators.harness.document.json_pointer import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.node import Node
    from emulators.harness.model.clause import Clause


@dataclass(frozen=True, slots=True)
class SchemaViolation:
    """One clause of a schema that a value breaks, with the JSON pointer of the part that breaks it."""

    clause: Clause
    pointer: str
    keyword: str
    message: str


@dataclass(frozen=True, eq=False, repr=False)
class Schema:
    """A schema of the contract that values can be validated against."""

    node: Node

    @cached_property
    def plain(self) -> Any:
        """The schema with every reference written out, as any JSON Schema tool reads it."""
        return dereference(self.node, ())

    @cached_property
    def _validator(self) -> jsonschema_rs.Draft202012Validator:
        try:
            return jsonschema_rs.Draft202012Validator(self.plain, validate_formats=True)
        except (jsonschema_rs.ValidationError, ValueError) as error:
            raise self.node.error(f"is not a JSON schema: {getattr(error, 'message', error)}") from None

    def admits(self, value: Any) -> bool:
        """Returns whether a value is valid, its formats included."""
        return bool(self._validator.is_valid(value))

    def violations(self, value: Any) -> Iterator[SchemaViolation]:
        """Yields every clause that a value breaks. Of a `oneOf` or `anyOf`, those of the closest alternative.

        Raises:
            ContractError: the node is not a JSON schema.
        """
        for error in self._validator.iter_errors(value):
            for inner in _innermost(error):
                yield self._violation(inner)

    def _violation(self, error: jsonschema_rs.ValidationError) -> SchemaViolation:
        node, keyword = self._broken_node(error.schema_path)
        return SchemaViolation(
            clause=node.clause(_short(error.message), keyword),
            pointer="".join(f"/{token}" for token in error.instance_path),
            keyword=keyword,
            message=_short(error.message),
        )

    def _broken_node(self, path: list[str | int]) -> tuple[Node, str]:
        """Returns the node that holds the broken keyword, as deep as the document goes, and the keyword."""
        nodes = [self.node]
        for token in path[:-1]:
            below = nodes[-1].child(token)
            if below is None:
                break
            nodes.append(below)
        return nodes[-1], str(path[-1]) if path else ""

    def declares(self, pointer: str) -> Node | None:
        """Returns the schema of the part of a value at a JSON pointer, the first that is declared, or None."""
        nodes = list(subschemas(self.node))
        for token in pointer.split("/")[1:]:
            nodes = [each for node in nodes for found in _member(node, token) for each in subschemas(found)]
        return nodes[0] if nodes else None


def schemas(node: Node) -> dict[str, Schema]:
    """Returns the schema of the body in each media type, of a request or of a response."""
    schemas = ((name, media.child("schema")) for name, media in node.below("content"))
    return {name: Schema(schema) for name, schema in schemas if schema is not None}


def subschemas(node: Node) -> Iterator[Node]:
    """Yields a schema and everything that it is composed of (`allOf`, `oneOf`, `anyOf`, `then`, `else`)."""
    yield node
    for keyword in ("allOf", "oneOf", "anyOf"):
        for _, part in node.below(keyword):
            yield from subschemas(part)
    for keyword in ("then", "else"):
        branch = node.child(keyword)
        if branch is not None:
            yield from subschemas(branch)


def _member(node: Node, token: str) -> Iterator[Node]:
    found = node.dig("properties", unescape(token))
    if found is None and token.isdecimal():
        found = node.child("items")
    if found is None and isinstance(node.get("additionalProperties"), dict):
        found = node.child("additionalProperties")
    if found is not None:
        yield found


def dereference(node: Node, path: tuple[tuple[str, ...], ...]) -> Any:
    """Returns plain data in which every reference is replaced by what it names; a schema inside itself becomes `{}`."""
    if node.pointer in path:
        return {}
    inner = (*path, node.pointer)
    if isinstance(node.value, dict):
        return {name: dereference(child, inner) for name, child in node.items() if not name.startswith("x-")}
    if isinstance(node.value, list):
        return [dereference(child, inner) for _, child in node.items()]
    return node.value


def _innermost(error: jsonschema_rs.ValidationError) -> Iterator[jsonschema_rs.ValidationError]:
    """Yields the errors of the alternative that came closest, where an error only says that no alternative fits."""
    if error.kind.name not in ("oneOf", "anyOf"):
        yield error
        return
    depth = len(error.instance_path)
    tried = [(_is_other_type(errors, depth), len(errors), errors) for errors in error.kind.as_dict()["context"]]
    other_type, _, closest = min(tried, key=lambda each: each[:2], default=(True, 0, []))
    if other_type:
        yield error
        return
    for inner in closest:
        yield from _innermost(inner)


def _is_other_type(errors: list[jsonschema_rs.ValidationError], depth: int) -> bool:
    """Returns whether the value is of another type altogether, which counts as farther off than any broken limit."""
    return any(error.kind.name == "type" and len(error.instance_path) == depth for error in errors)


def _short(message: str) -> str:
    return message if len(message) <= 200 else message[:197] + "..."
