"""The if/then table of a request schema as full branches: which values lead where, and what each branch asks for."""

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
    """One way through the table: a box of discriminating values, the rows that it meets, and what they require."""

    choices: Mapping[str, tuple[Choice, ...]]
    rows: tuple[Node, ...]
    required: tuple[str, ...]
    all_rows: tuple[Node, ...] = ()
    alternative: Alternative | None = None

    @property
    def name(self) -> str:
        titles = [str(row.get("x-branch")) for row in self.rows if row.get("x-branch")]
        if not titles and self.choices:
            titles = [", ".join(_said(name, values) for name, values in self.choices.items())]
        return " + ".join([*titles, *([self.alternative.title] if self.alternative else [])])

    def explicit(self, name: str) -> Choice:
        """The first value of a discriminating property that is written out, ABSENT where the branch has none."""
        return next((choice for choice in self.choices[name] if choice is not ABSENT), ABSENT)

    def omissible(self, name: str) -> bool:
        return ABSENT in self.choices[name]

    def fields(self, schema: Node) -> dict[str, Node]:
        """The properties that a body of this branch may have, the limits of its way laid over them."""
        known = own_fields(schema)
        if self.alternative is None:
            return known
        for name, node in fields(self.alternative.node).items():
            known[name] = known[name].with_keywords(node.value) if name in known else node
        return {name: node for name, node in known.items() if name not in self.alternative.without}


def _said(name: str, values: tuple[Choice, ...]) -> str:
    return f"{name} {'/'.join('left out' if value is ABSENT else str(value) for value in values)}"


def branches(schema: Node) -> tuple[Branch, ...]:
    """All branches of an object schema; one that asks for nothing more where it has no table."""
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
    """Is a property meaningful in a branch? None where the contract does not say.

    A property that some branch requires means something there; another may say so itself (`x-home`).
    """
    if name in branch.required or not node.get("x-foreign-branch"):
        return True
    homes = node.get("x-home")
    if isinstance(homes, list):
        return any(row.get("x-branch") in homes for row in branch.rows)
    return False if any(name in required_by(row) for row in branch.all_rows) else None


def as_one_of(schema: Node) -> Any:
    """The schema as one `oneOf` (`anyOf` where branches overlap) of complete object schemas: generators make most of it."""
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
    open_ledger = {key: value for key, value in plain.items() if key not in dropped}
    return {**open_ledger, "title": branch.name, "type": "object", "properties": properties, "required": list(needed)}
