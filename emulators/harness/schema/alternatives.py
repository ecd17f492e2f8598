"""What an object schema asks for whatever its values are, and in how many ways it may be met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.document.node import Node


@dataclass(frozen=True, eq=False, repr=False)
class Alternative:
    """One of several things that a schema asks for (a thin `oneOf` or `anyOf`): what it requires, what it shuts out."""

    node: Node
    required: tuple[str, ...]
    without: frozenset[str]

    @property
    def title(self) -> str:
        return str(self.node.get("title") or f"with {', '.join(self.required)}")


def fields(schema: Node) -> dict[str, Node]:
    """Every property of an object schema, those of its `allOf` parts and of its several ways included."""
    found = own_fields(schema)
    for alternative in alternatives(schema):
        found = fields(alternative.node) | found
    return found


def own_fields(schema: Node) -> dict[str, Node]:
    """The properties of an object schema in whichever way it is met."""
    found = dict(schema.below("properties"))
    for _, part in schema.below("allOf"):
        found = own_fields(part) | found
    return found


def required(schema: Node) -> dict[str, Node]:
    """The names that an object schema requires whatever its values are, with the node that says so."""
    found = dict.fromkeys(schema.get("required") or (), schema)
    for _, part in schema.below("allOf"):
        if part.child("if") is None:
            found = found | {name: node for name, node in required(part).items() if name not in found}
    return found


def alternatives(schema: Node) -> list[Alternative]:
    """What a schema asks for in several ways: the objects of its first `oneOf` or `anyOf`."""
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
    """A member of a choice; of a choice within it, each."""
    inner = [each for keyword in ("oneOf", "anyOf") for _, one in member.below(keyword) for each in _members(one)]
    return inner or [member]


def _is_object(member: Node) -> bool:
    return member.get("type", "object") == "object" and bool(required(member) or member.get("properties"))
