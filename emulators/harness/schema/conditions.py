"""Reads the if/then rows of an object schema: which values of which properties lead to which rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from emulators.harness.model.absent import ABSENT
from emulators.harness.schema.alternatives import fields, required

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.document.node import Node


Choice: TypeAlias = Any
"""A value of a discriminating property, or ABSENT."""
ChoiceSet: TypeAlias = dict[str, tuple[Choice, ...]]
"""Values that lead to the same rows, by the name of their property."""


def rows(schema: Node) -> list[Node]:
    """Returns the if/then rows of an object schema."""
    return [row.node for row in _rows(schema)]


def required_by(row: Node) -> list[str]:
    """Returns the properties that a row requires where its condition is met."""
    then = row.child("then")
    return list(required(then)) if then is not None else []


@dataclass(frozen=True, eq=False, repr=False)
class ConditionTable:
    """The if/then rows of a schema, and the values (`domains`) of each property on which a condition depends."""

    rows: tuple[_Row, ...]
    domains: Mapping[str, tuple[Choice, ...]]

    @classmethod
    def of(cls, schema: Node) -> ConditionTable:
        """Returns the table of an object schema.

        Raises:
            ContractError: a condition depends on a property that is neither an enum nor a boolean.
        """
        found, always, table = fields(schema), required(schema), tuple(_rows(schema))
        names = dict.fromkeys(name for row in table for name in row.names)
        return cls(table, {name: _domain(found, name, omissible=name not in always) for name in names})

    def choice_sets(self, chosen: ChoiceSet) -> Iterator[tuple[ChoiceSet, tuple[Node, ...]]]:
        """Yields every set of values that lead to the same rows, with those rows. `chosen` are the properties decided so
        far.
        """
        fixed = {name: values[0] for name, values in chosen.items()}
        rest = [name for name in self.domains if name not in chosen]
        if not rest:
            yield chosen, tuple(row.node for row in self.rows if row.meets(fixed))
            return
        name, *others = rest
        alike: dict[tuple[Any, ...], list[Choice]] = {}
        for choice in self.domains[name]:
            alike.setdefault(self._fate(fixed | {name: choice}, others), []).append(choice)
        for choices in alike.values():
            yield from self.choice_sets({**chosen, name: tuple(choices)})

    def _fate(self, fixed: dict[str, Choice], others: list[str]) -> tuple[Any, ...]:
        """Returns which rows apply under every combination of the properties that are not decided yet."""
        combinations = product(*(self.domains[name] for name in others))
        every = (fixed | dict(zip(others, choices, strict=True)) for choices in combinations)
        return tuple(tuple(row.meets(chosen) for row in self.rows) for chosen in every)


@dataclass(frozen=True, eq=False, repr=False)
class _Row:
    """One if/then row."""

    node: Node
    condition: Node

    @property
    def names(self) -> list[str]:
        """The properties on which the condition depends."""
        return [*(name for name, _ in self.condition.below("properties")), *(self.condition.get("required") or ())]

    def meets(self, chosen: Mapping[str, Choice]) -> bool:
        """Returns whether the condition holds for these values."""
        if any(chosen.get(name, ABSENT) is ABSENT for name in self.condition.get("required") or ()):
            return False
        return all(_fits(node, chosen.get(name, ABSENT)) for name, node in self.condition.below("properties"))


def _rows(schema: Node) -> Iterator[_Row]:
    for _, part in schema.below("allOf"):
        condition = part.child("if")
        if condition is not None:
            yield _Row(part, condition)


def _domain(known: Mapping[str, Node], name: str, *, omissible: bool) -> tuple[Choice, ...]:
    """Returns the values that a discriminating property can have; ABSENT comes first where it may be left out."""
    node = known.get(name)
    values: list[Choice] = [ABSENT] if omissible else []
    if node is not None and node.get("enum"):
        values += node.get("enum")
    elif node is not None and node.get("type") == "boolean":
        values += [False, True]
    elif node is not None:
        raise node.error(f"a condition rests on {name}, so it needs an enum or the type boolean")
    return tuple(values)


def _fits(node: Node, choice: Choice) -> bool:
    """Returns whether a value fits one property of a condition. A property that is left out fits, as in JSON Schema."""
    if choice is ABSENT:
        return True
    if "const" in node.value:
        return _same(node.get("const"), choice)
    if "enum" in node.value:
        return any(_same(value, choice) for value in node.get("enum"))
    raise node.error("a condition of the table is a `const` or an `enum`")


def _same(left: Any, right: Any) -> bool:
    return type(left) is type(right) and bool(left == right)
