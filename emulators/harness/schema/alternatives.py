"""Reads what an object schema always asks for, and its alternatives (`oneOf`, `anyOf`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.document.node import Node


@dataclass(frozen=True, eq=False, repr=False)
class Alternative:
    """One member of a `oneOf` or `anyOf` of objects: the properties that it requires, and those that belong to other
    members only (`without`).
    """

    node: Node
    required: tuple[str, ...]
    without: frozenset[str]

    @property
    def title(self) -> str:
        """The alternative's own title, or one made of the properties that it requires."""
        return str(self.node.get("title") or f"with {', '.join(self.required)}")


def fields(schema: Node) -> dict[str, Node]:
    """Returns every property of an object schema by name, those of its `allOf` parts and its alternatives included."""
    found = own_fields(schema)
    for alternative in alternatives(schema):
        found = fields(alternative.node) | found
    return found


def own_fields(schema: Node) -> dict[str, Node]:
    """Returns the properties that an object schema has in every alternative."""
    found = dict(schema.below("properties"))
    for _, part in schema.below("allOf"):
        found = own_fields(part) | found
    return found


def required(schema: Node) -> dict[str, Node]:
    """Returns the properties that an object schema always requires, each with the node that says so."""
    found = dict.fromkeys(schema.get("required") or (), schema)
    for _, part in schema.below("allOf"):
        if part.child("if") is None:
            found = found | {name: node for name, node in required(part).items() if name not in found}
    return found


def alternatives(schema: Node) -> list[Alternative]:
    """Returns the alternatives of an object schema: the members of its first `oneOf` or `anyOf` of objects, or none."""
    for keyword in ("oneOf", "anyOf"):
        members = [each for _, member in schema.below(keyword) for each in _members(member)]
        if members and all(map(_is_object, members)):
            names = [tuple(required(member)) for member in members]
            shut = {name for each in names for name in each} if keyword == "oneOf" else set()
            return [Alternative(*pair, frozenset(shut - set(pair[1]))) for pair in zip(members, names, strict=True)]
    return [
        alternative
        for _, part in schema.below("allOf")
        if part.child("if") is None
        for alternative in alternatives(part)
    ]


def _members(member: Node) -> list[Node]:
    """Returns a member of a choice, or its own members where it is a choice itself."""
    inner = [each for keyword in ("oneOf", "anyOf") for _, one in member.below(keyword) for each in _members(one)]
    return inner or [member]


def _is_object(member: Node) -> bool:
    return member.get("type", "object") == "object" and bool(required(member) or member.get("properties"))
