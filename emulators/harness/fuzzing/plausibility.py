"""Judges how certain it is that a value is good: by the branch of its body, its own clause, and its looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import ABSENT
from emulators.harness.model.clause import Basis
from emulators.harness.schema.alternatives import fields
from emulators.harness.schema.branches import Branch, belongs, branches
from emulators.harness.schema.traversal import fields_of, leaves, objects
from emulators.harness.testcases.placeholders import with_stand_ins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.document.node import Node

FORMS = {
    "e164": r"\+[1-9]\d{6,14}",
    "digits": r"\+?[1-9]\d{6,14}",
    "host": r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?",
    "pin": r"\d+",
    "object-id": r"[0-9a-fA-F]{24}",
}
"""What strings of each kind look like. A contract that says less may still be meant so."""
PLAIN = re.compile(r"[ -~]{1,200}")
LARGEST = 2**53
LONG_NUMBER = re.compile(r"\d{16,}")


@dataclass(frozen=True, eq=False)
class Plausibility:
    """The schema of one body, with its properties and branches."""

    schema: Node

    @cached_property
    def known(self) -> Mapping[str, Node]:
        """The properties of the schema by name."""
        return fields(self.schema)

    @cached_property
    def table(self) -> tuple[Branch, ...]:
        """The branches of the schema."""
        return branches(self.schema)

    def branch(self, body: Any) -> Branch | None:
        """Returns the branch that a body is in, or None where its discriminating values are not valid."""
        if not isinstance(body, dict):
            return None
        return next((each for each in self.table if _is_in(body, each)), None)

    def means_something(self, branch: Branch | None, pointer: str) -> bool:
        """Returns whether the property at a pointer has a meaning in a branch; without a branch, in all of them."""
        top = pointer.split("/")[1] if "/" in pointer else ""
        node = self.known.get(top)
        if node is None:
            return True
        if branch is None:
            return not node.get("x-foreign-branch")
        return top in branch.choices or belongs(branch, top, node) is True

    def has_foreign(self, body: Mapping[str, Any]) -> bool:
        """Returns whether a body has a property of another branch."""
        branch = self.branch(with_stand_ins(body))
        return any(name in self.known and not self.means_something(branch, f"/{name}") for name in body)

    def is_odd(self, body: Any) -> bool:
        """Returns whether a body has an odd value, as the function `is_odd` defines it."""
        return any(is_odd(node, value) for _, node, value in leaves(self.schema, body))

    def bases(self, body: Mapping[str, Any]) -> Iterator[Basis]:
        """Yields the basis on which each part of a good body is known to be good."""
        branch = self.branch(with_stand_ins(body))
        yield self.schema.basis("type")
        if branch is not None:
            yield from (row.basis() for row in branch.rows)
        for name in body:
            if name not in self.known:
                yield self.schema.basis("additionalProperties")
            elif not self.means_something(branch, f"/{name}"):
                yield Basis.ASSUMED
        for _, node, value in leaves(self.schema, body):
            yield Basis.weakest(node.basis("type"), basis_of_value(value))
        if any(inner and not fields_of(node) for _, node, inner in objects(self.schema, body)):
            yield Basis.INFERRED  # the names in a map are free by its schema, and may break a rule nobody wrote down


def _is_in(body: Mapping[str, Any], branch: Branch) -> bool:
    return all(_is_one_of(body.get(name, ABSENT), choices) for name, choices in branch.choices.items())


def _is_one_of(value: Any, choices: tuple[Any, ...]) -> bool:
    return any(type(value) is type(choice) and value == choice for choice in choices)


def is_odd(node: Node, value: Any) -> bool:
    """Returns whether a value is odd: a number beyond 2^53, or a string that does not look like its kind. No page says
    what becomes of it."""
    if isinstance(value, (int, float)):
        return abs(value) > LARGEST
    if not isinstance(value, str):
        return False
    form = FORMS.get(str(node.get("x-kind", "")))
    if node.get("format") and not PLAIN.fullmatch(value):
        return True
    return LONG_NUMBER.fullmatch(value) is not None or (form is not None and re.fullmatch(form, value) is None)


def basis_of_value(value: Any) -> Basis:
    """Returns the basis on which any reader takes a value: strange characters may break an unwritten rule."""
    if isinstance(value, str):
        return Basis.DOCUMENTED if PLAIN.fullmatch(value) and value.strip() else Basis.INFERRED
    return Basis.INFERRED if isinstance(value, (list, dict)) else Basis.DOCUMENTED


def typed(schema: Node, value: Any) -> Any:
    """Returns a value of the path or the query, converted to the type of its schema."""
    word = schema.get("type")
    if isinstance(value, str) and word in ("integer", "number"):
        return _number(value)
    if isinstance(value, str) and word == "boolean":
        return {"true": True, "false": False}.get(value, value)
    return str(value) if word == "string" and isinstance(value, (int, float)) else value


def _number(text: str) -> Any:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
