"""Turns the conditions and alternatives of a request schema into branches: which values lead to each, and what it
requires."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import ABSENT
from emulators.harness.schema.alternatives import Alternative, alternatives, fields, own_fields, required
from emulators.harness.schema.conditions import Choice, ConditionTable, required_by, rows
from emulators.harness.schema.validation import dereference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.document.node import Node


@dataclass(frozen=True, eq=False, repr=False)
class Branch:
    """One kind of body that a schema admits.

    `choices` holds the values of each discriminating property that lead here, `rows` the if/then rows that apply,
    `required` what they require, `all_rows` every row of the schema, `alternative` the member of its `oneOf` or
    `anyOf`.
    """

    choices: Mapping[str, tuple[Choice, ...]]
    rows: tuple[Node, ...]
    required: tuple[str, ...]
    all_rows: tuple[Node, ...] = ()
    alternative: Alternative | None = None

    @property
    def name(self) -> str:
        """The titles of the rows (`x-branch`) and of the alternative, or else the values that lead here."""
        titles = [str(row.get("x-branch")) for row in self.rows if row.get("x-branch")]
        if not titles and self.choices:
            titles = [", ".join(_said(name, values) for name, values in self.choices.items())]
        return " + ".join([*titles, *([self.alternative.title] if self.alternative else [])])

    def explicit(self, name: str) -> Choice:
        """Returns the first value of a discriminating property that is written out, ABSENT where this branch has none."""
        return next((choice for choice in self.choices[name] if choice is not ABSENT), ABSENT)

    def omissible(self, name: str) -> bool:
        """Returns whether a body of this branch may leave out a discriminating property."""
        return ABSENT in self.choices[name]

    def fields(self, schema: Node) -> dict[str, Node]:
        """Returns the properties that a body of this branch may have, with the limits of its alternative laid over them."""
        known = own_fields(schema)
        if self.alternative is None:
            return known
        for name, node in fields(self.alternative.node).items():
            known[name] = known[name].with_keywords(node.value) if name in known else node
        return {name: node for name, node in known.items() if name not in self.alternative.without}


def _said(name: str, values: tuple[Choice, ...]) -> str:
    return f"{name} {'/'.join('left out' if value is ABSENT else str(value) for value in values)}"


def branches(schema: Node) -> tuple[Branch, ...]:
    """Returns all branches of an object schema, at least one.

    Raises:
        ContractError: a condition is neither a `const` nor an `enum`, or rests on a property without fixed values.
    """
    all_rows = tuple(rows(schema))
    open_alternatives: list[Alternative | None] = [*alternatives(schema)] or [None]
    return tuple(
        Branch(box, met, _asked(met, alternative), all_rows, alternative)
        for box, met in ConditionTable.of(schema).choice_sets({})
        for alternative in open_alternatives
    )


def _asked(met: tuple[Node, ...], alternative: Alternative | None) -> tuple[str, ...]:
    return tuple(
        sorted({name for row in met for name in required_by(row)} | set(alternative.required if alternative else ()))
    )


def belongs(branch: Branch, name: str, node: Node) -> bool | None:
    """Returns whether a property has a meaning in a branch, or None where the contract does not say.

    A property that some branch requires has one there; `x-home` names the branches of another.
    """
    if name in branch.required or not node.get("x-foreign-branch"):
        return True
    homes = node.get("x-home")
    if isinstance(homes, list):
        return any(row.get("x-branch") in homes for row in branch.rows)
    return False if any(name in required_by(row) for row in branch.all_rows) else None


def as_one_of(schema: Node) -> Any:
    """Returns the schema as one `oneOf` (`anyOf` where branches overlap) of complete object schemas, from which generators
    make most.
    """
    found = branches(schema)
    plain = dereference(schema, ())
    if len(found) == 1 and not found[0].choices and found[0].alternative is None:
        return plain
    disjoint = all(branch.alternative is None or branch.alternative.without for branch in found)
    return {"oneOf" if disjoint else "anyOf": [_whole(schema, plain, branch) for branch in found]}


def _whole(schema: Node, plain: Any, branch: Branch) -> Any:
    properties = {name: dereference(node, ()) for name, node in branch.fields(schema).items()}
    needed = dict.fromkeys([*required(schema), *branch.required])
    for name in branch.alternative.without if branch.alternative else ():
        properties[name] = False
    for name, choices in branch.choices.items():
        written = [choice for choice in choices if choice is not ABSENT]
        properties[name] = {**properties[name], "enum": written} if written else False
        if ABSENT not in choices:
            needed[name] = None
    dropped = {"allOf", "properties", "required"} | ({"oneOf", "anyOf"} if branch.alternative else set())
    remaining = {key: value for key, value in plain.items() if key not in dropped}
    return {**remaining, "title": branch.name, "type": "object", "properties": properties, "required": list(needed)}
