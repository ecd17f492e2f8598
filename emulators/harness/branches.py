"""The if/then table of a request schema as full branches: which values lead where, and what each branch asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from emulators.harness.shape import written_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.node import Node


class Absent(Enum):
    """The property is left out (not the same as null)."""

    ABSENT = "left out"


ABSENT = Absent.ABSENT
Choice: TypeAlias = Any
"""A plain value of a discriminating property, or ABSENT."""


@dataclass(frozen=True, eq=False, repr=False)
class Way:
    """One of several things that a schema asks for (a thin `oneOf` or `anyOf`): what it requires, what it shuts out."""

    node: Node
    required: tuple[str, ...]
    without: frozenset[str]

    @property
    def title(self) -> str:
        return str(self.node.get("title") or f"with {', '.join(self.required)}")


@dataclass(frozen=True, eq=False, repr=False)
class Branch:
    """One way through the table: a box of discriminating values, the rows that it meets, and what they require."""

    choices: Mapping[str, tuple[Choice, ...]]
    rows: tuple[Node, ...]
    required: tuple[str, ...]
    table: tuple[Node, ...] = ()
    way: Way | None = None

    @property
    def name(self) -> str:
        titles = [str(row.get("x-branch")) for row in self.rows if row.get("x-branch")]
        if not titles and self.choices:
            titles = [", ".join(_said(name, values) for name, values in self.choices.items())]
        return " + ".join([*titles, *([self.way.title] if self.way else [])])

    def explicit(self, name: str) -> Choice:
        """The first value of a discriminating property that is written out, ABSENT where the branch has none."""
        return next((choice for choice in self.choices[name] if choice is not ABSENT), ABSENT)

    def omissible(self, name: str) -> bool:
        return ABSENT in self.choices[name]

    def fields(self, schema: Node) -> dict[str, Node]:
        """The properties that a body of this branch may have, the limits of its way laid over them."""
        known = _own(schema)
        if self.way is None:
            return known
        for name, node in fields(self.way.node).items():
            known[name] = known[name].narrowed(node.value) if name in known else node
        return {name: node for name, node in known.items() if name not in self.way.without}


def _said(name: str, values: tuple[Choice, ...]) -> str:
    return f"{name} {'/'.join('left out' if value is ABSENT else str(value) for value in values)}"


def fields(schema: Node) -> dict[str, Node]:
    """Every property of an object schema, those of its `allOf` parts and of its several ways included."""
    found = _own(schema)
    for way in ways(schema):
        found = fields(way.node) | found
    return found


def _own(schema: Node) -> dict[str, Node]:
    found = dict(schema.below("properties"))
    for _, part in schema.below("allOf"):
        found = _own(part) | found
    return found


def required(schema: Node) -> dict[str, Node]:
    """The names that an object schema requires whatever its values are, with the node that says so."""
    found = dict.fromkeys(schema.get("required") or (), schema)
    for _, part in schema.below("allOf"):
        if part.child("if") is None:
            found = found | {name: node for name, node in required(part).items() if name not in found}
    return found


def rows(schema: Node) -> list[Node]:
    """The conditional rows of an object schema."""
    return [part for _, part in schema.below("allOf") if part.child("if") is not None]


def branches(schema: Node) -> tuple[Branch, ...]:
    """All branches of an object schema; one that asks for nothing more where it has no table."""
    table, found = rows(schema), fields(schema)
    always = required(schema)
    open_ways: list[Way | None] = [*ways(schema)] or [None]
    domains = {name: _domain(found, name, omissible=name not in always) for name in _discriminators(table)}
    return tuple(
        Branch(box, met, _asked(met, way), tuple(table), way)
        for box, met in _boxes(table, domains, {})
        for way in open_ways
    )


def _asked(met: tuple[Node, ...], way: Way | None) -> tuple[str, ...]:
    return tuple(sorted({name for row in met for name in _then_required(row)} | set(way.required if way else ())))


def ways(schema: Node) -> list[Way]:
    """What a schema asks for in several ways: the objects of its first `oneOf` or `anyOf`."""
    for keyword in ("oneOf", "anyOf"):
        members = [each for _, member in schema.below(keyword) for each in _members(member)]
        if members and all(map(_is_object, members)):
            names = [tuple(required(member)) for member in members]
            shut = {name for each in names for name in each} if keyword == "oneOf" else set()
            return [Way(*pair, frozenset(shut - set(pair[1]))) for pair in zip(members, names, strict=True)]
    return [way for _, part in schema.below("allOf") if part.child("if") is None for way in ways(part)]


def _members(member: Node) -> list[Node]:
    """A member of a choice; of a choice within it, each."""
    inner = [each for keyword in ("oneOf", "anyOf") for _, one in member.below(keyword) for each in _members(one)]
    return inner or [member]


def _is_object(member: Node) -> bool:
    return member.get("type", "object") == "object" and bool(required(member) or member.get("properties"))


def _discriminators(table: list[Node]) -> list[str]:
    names: dict[str, None] = {}
    for row in table:
        condition = row.child("if")
        if condition is not None:
            names.update(dict.fromkeys(name for name, _ in condition.below("properties")))
            names.update(dict.fromkeys(condition.get("required") or ()))
    return list(names)


def _domain(known: Mapping[str, Node], name: str, *, omissible: bool) -> tuple[Choice, ...]:
    """What a discriminating property can be; first of all left out, where it may be."""
    node = known.get(name)
    values: list[Choice] = [ABSENT] if omissible else []
    if node is not None and node.get("enum"):
        values += node.get("enum")
    elif node is not None and node.get("type") == "boolean":
        values += [False, True]
    elif node is not None:
        raise node.wrong(f"a condition rests on {name}, so it needs an enum or the type boolean")
    return tuple(values)


def _boxes(
    table: list[Node], domains: Mapping[str, tuple[Choice, ...]], chosen: dict[str, tuple[Choice, ...]]
) -> Iterator[tuple[dict[str, tuple[Choice, ...]], tuple[Node, ...]]]:
    """Values that lead to the same rows, whatever the rest, put together: property by property."""
    rest = [name for name in domains if name not in chosen]
    if not rest:
        yield chosen, tuple(row for row in table if _meets(row, {name: values[0] for name, values in chosen.items()}))
        return
    name, *others = rest
    alike: dict[tuple[Any, ...], list[Choice]] = {}
    for choice in domains[name]:
        fixed = {key: values[0] for key, values in chosen.items()} | {name: choice}
        alike.setdefault(_fate(table, domains, fixed, others), []).append(choice)
    for choices in alike.values():
        yield from _boxes(table, domains, {**chosen, name: tuple(choices)})


def _fate(
    table: list[Node], domains: Mapping[str, tuple[Choice, ...]], fixed: dict[str, Choice], others: list[str]
) -> tuple[Any, ...]:
    """Which rows are met under every choice of the other properties."""
    combinations = product(*(domains[name] for name in others))
    return tuple(
        tuple(_meets(row, fixed | dict(zip(others, choices, strict=True))) for row in table) for choices in combinations
    )


def _meets(row: Node, chosen: Mapping[str, Choice]) -> bool:
    condition = row.child("if")
    if condition is None:
        return False
    if any(chosen.get(name, ABSENT) is ABSENT for name in condition.get("required") or ()):
        return False
    return all(_fits(node, chosen.get(name, ABSENT)) for name, node in condition.below("properties"))


def _fits(node: Node, choice: Choice) -> bool:
    """A property that is left out fits every condition, as JSON Schema has it."""
    if choice is ABSENT:
        return True
    if "const" in node.value:
        return _same(node.get("const"), choice)
    if "enum" in node.value:
        return any(_same(value, choice) for value in node.get("enum"))
    raise node.wrong("a condition of the table is a `const` or an `enum`")


def _same(left: Any, right: Any) -> bool:
    return type(left) is type(right) and bool(left == right)


def _then_required(row: Node) -> list[str]:
    then = row.child("then")
    return list(required(then)) if then is not None else []


def at_home(branch: Branch, name: str, node: Node) -> bool | None:
    """Is a property meaningful in a branch? None where the contract does not say.

    A property that some branch requires means something there; another may say so itself (`x-home`).
    """
    if name in branch.required or not node.get("x-foreign-branch"):
        return True
    homes = node.get("x-home")
    if isinstance(homes, list):
        return any(row.get("x-branch") in homes for row in branch.rows)
    return False if any(name in _then_required(row) for row in branch.table) else None


def full(schema: Node) -> Any:
    """The schema as one `oneOf` (`anyOf` where branches overlap) of complete object schemas: generators make most of it."""
    found = branches(schema)
    plain = written_out(schema, ())
    if len(found) == 1 and not found[0].choices and found[0].way is None:
        return plain
    disjoint = all(branch.way is None or branch.way.without for branch in found)
    return {"oneOf" if disjoint else "anyOf": [_whole(schema, plain, branch) for branch in found]}


def _whole(schema: Node, plain: Any, branch: Branch) -> Any:
    properties = {name: written_out(node, ()) for name, node in branch.fields(schema).items()}
    needed = dict.fromkeys([*required(schema), *branch.required])
    for name in branch.way.without if branch.way else ():
        properties[name] = False
    for name, choices in branch.choices.items():
        written = [choice for choice in choices if choice is not ABSENT]
        properties[name] = {**properties[name], "enum": written} if written else False
        if ABSENT not in choices:
            needed[name] = None
    dropped = {"allOf", "properties", "required"} | ({"oneOf", "anyOf"} if branch.way else set())
    kept = {key: value for key, value in plain.items() if key not in dropped}
    return {**kept, "title": branch.name, "type": "object", "properties": properties, "required": list(needed)}
