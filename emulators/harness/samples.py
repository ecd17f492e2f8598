"""The exchanges that a contract prints: a request and a response example of one name, and what must be played first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.harness.branches import fields
from emulators.harness.model import NOTHING, Basis, Risk, Step
from emulators.harness.pointer import point
from emulators.harness.shape import Shape, alternatives
from emulators.harness.template import Bound, Fresh, Known, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from emulators.harness.contract import Contract
    from emulators.harness.node import Node
    from emulators.harness.operation import Operation
    from emulators.harness.parameter import Parameter
    from emulators.harness.response import Response


@dataclass(frozen=True, eq=False, repr=False)
class Sample:
    """One exchange as the contract prints it."""

    operation: Operation
    name: str
    response: Response
    node: Node
    media_type: str = "application/json"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    body: Any = NOTHING

    @property
    def id(self) -> str:
        return f"{self.operation.id}/{self.name}"

    @property
    def expected(self) -> Any:
        return self.node.get("value", NOTHING)

    @property
    def given(self) -> tuple[str, ...]:
        return tuple(self.node.get("x-given") or ())

    @property
    def bind(self) -> dict[str, str]:
        """Names of this request, and the answers (`operationId/name#/pointer`) that their values come from."""
        return dict(self.node.get("x-bind") or {})

    @property
    def headers(self) -> dict[str, Any]:
        return dict(self.node.get("x-headers") or {})

    @property
    def profile(self) -> str:
        return str(self.node.get("x-profile") or "")

    @property
    def needs_emulator(self) -> bool:
        return bool(self.node.get("x-emulator"))

    @property
    def literal(self) -> tuple[str, ...]:
        """Names of `x-known` fields whose printed value stands for something that does not exist."""
        return tuple(self.node.get("x-literal") or ())

    @property
    def is_partial(self) -> bool:
        return bool(self.node.get("x-partial"))

    def basis(self, side: str = "") -> Basis:
        """How the pair is known, or one side of it (`status`, `body`)."""
        word = self.node.get("x-basis") or Basis.DOCUMENTED
        return Basis(word.get(side, Basis.DOCUMENTED) if isinstance(word, dict) else word)


def samples(contract: Contract) -> dict[str, Sample]:
    """All exchanges of a contract by `operationId/name`, in the contract's order."""
    return {sample.id: sample for operation in contract.operations for sample in _of(operation)}


def _of(operation: Operation) -> Iterator[Sample]:
    bodies = dict(operation.examples())
    for response in operation.responses:
        for media_type, media in response.node.below("content"):
            for name, node in media.below("examples"):
                yield Sample(
                    operation,
                    name,
                    response,
                    node,
                    media_type,
                    dict(_arguments(operation, name)),
                    _value(bodies.get(name)),
                )


def _arguments(operation: Operation, name: str) -> Iterator[tuple[str, Any]]:
    for parameter in operation.parameters:
        example = parameter.node.dig("examples", name)
        if example is not None:
            yield parameter.name, example.get("value")


def _value(example: Node | None) -> Any:
    return example.get("value", NOTHING) if example is not None else NOTHING


def chain(book: Mapping[str, Sample], sample: Sample) -> list[Sample]:
    """What to play, in order, the exchange itself last: each after its own `x-given`, none twice."""
    order: dict[str, Sample] = {}
    _visit(book, sample, order, ())
    return list(order.values())


def _visit(book: Mapping[str, Sample], sample: Sample, order: dict[str, Sample], path: tuple[str, ...]) -> None:
    if sample.id in path:
        raise sample.node.wrong(f"{sample.id} is given to itself")
    for name in sample.given:
        if name not in book:
            raise sample.node.wrong(f"x-given names no exchange: {name}")
        if name not in order:
            _visit(book, book[name], order, (*path, sample.id))
    order[sample.id] = sample


def bindings(sample: Sample, order: list[Sample]) -> dict[str, Bound]:
    """What `x-bind` says, as places in the answers to earlier steps."""
    places = {each.id: index for index, each in enumerate(order)}
    found = {}
    for name, source in sample.bind.items():
        origin, _, pointer = source.partition("#")
        if origin not in places or order[places[origin]] is sample:
            raise sample.node.wrong(f"x-bind takes {name} from {origin}, which is not played before")
        stand_in = _stand_in(order[places[origin]], pointer)
        found[name] = Bound(name, stand_in, step=places[origin], pointer=pointer)
    return found


def _stand_in(origin: Sample, pointer: str) -> Any:
    try:
        return point(origin.expected, pointer)
    except KeyError:
        return "bound"


def printed_known(book: Mapping[str, Sample]) -> dict[str, set[str]]:
    """The values of `x-known` names in the contract's good exchanges: those that stand for something that exists."""
    found: dict[str, set[str]] = {}
    for sample in book.values():
        if sample.response.is_success and not sample.headers:
            for name, value in _known_values(sample):
                if name in sample.bind or name in sample.literal:
                    continue
                found.setdefault(name, set()).add(str(value))
    return found


def _known_values(sample: Sample) -> Iterator[tuple[str, Any]]:
    for name, value in sample.arguments.items():
        parameter = sample.operation.parameter(name)
        if parameter is not None and parameter.is_known:
            yield name, value
    if sample.operation.body is not None and sample.body is not NOTHING:
        for name, node, value in leaves(sample.operation.body.node, sample.body):
            if node.get("x-known"):
                yield name, value


def leaves(schema: Node, value: Any, name: str = "") -> Iterator[tuple[str, Node, Any]]:
    """Every leaf of a value with the name of its property and its schema."""
    if isinstance(value, dict):
        known = fields_of(schema)
        for key, inner in value.items():
            if key in known:
                yield from leaves(known[key], inner, key)
    elif isinstance(value, list):
        item = schema.child("items")
        for inner in value:
            if item is not None:
                yield from leaves(item, inner, name)
    else:
        yield name, schema, value


def required_of(schema: Node) -> set[str]:
    """The names that an object schema may require, conditions included."""
    return {name for part in alternatives(schema) for name in part.get("required") or ()}


def fields_of(schema: Node) -> dict[str, Node]:
    """The properties of a schema, those of its alternatives included."""
    found: dict[str, Node] = {}
    for part in alternatives(schema):
        found = fields(part) | found
    return found


def _must_be_new(schema: Node, value: Any) -> bool:
    """Numbers and unique values are taken afresh, unless the exchange is about a bad one."""
    marked = schema.get("x-unique") or schema.get("x-kind") in ("e164", "digits")
    return bool(marked) and isinstance(value, str) and Shape(schema).admits(value)


@dataclass(frozen=True)
class Rewriter:
    """Makes a step of an exchange: bound and known names become placeholders, numbers fresh ones.

    `as_printed` keeps the contract's own numbers where the target's world is new.
    """

    known: Mapping[str, set[str]]
    as_printed: bool

    def step(self, sample: Sample, bound: Mapping[str, Bound]) -> Step:
        """The exchange's request."""
        places: dict[str, dict[str, Template]] = {"path": {}, "query": {}, "header": {}}
        for parameter in sample.operation.parameters:
            if parameter.name in bound or parameter.name in sample.arguments:
                places[parameter.place][parameter.name] = self._argument(sample, parameter, bound)
        schema, body = sample.operation.body, sample.body
        if schema is not None and body is not NOTHING:
            body = self._leaf(schema.node, body, "", bound, schema.node)
        return Step(
            operation=sample.operation.id,
            risk=Risk.READ if sample.operation.method == "GET" else Risk.PROVISION,
            path=places["path"],
            query=places["query"],
            headers={**places["header"], **sample.headers},
            body=body,
            media_type=sample.operation.media_type,
            may_fail=not sample.response.is_success,
        )

    def _argument(self, sample: Sample, parameter: Parameter, bound: Mapping[str, Bound]) -> Template:
        name = parameter.name
        if name in bound:
            return bound[name]
        value = sample.arguments[name]
        return Known(name, value, printed=True) if parameter.is_known and self._exists(name, value) else value

    def _leaf(self, schema: Node, value: Any, name: str, bound: Mapping[str, Bound], owner: Node) -> Template:
        if name in bound:
            return bound[name]
        if isinstance(value, dict):
            known = fields_of(schema)
            return {
                key: self._leaf(known[key], inner, key, bound, schema) if key in known else inner
                for key, inner in value.items()
            }
        item = schema.child("items")
        if isinstance(value, list) and item is not None:
            return [self._leaf(item, inner, name, bound, schema) for inner in value]
        if schema.get("x-known") and self._exists(name, value):
            return Known(name, value, printed=True, optional=not self.as_printed and name not in required_of(owner))
        return self._fresh(schema, value, name) if _must_be_new(schema, value) else value

    def _fresh(self, schema: Node, value: str, name: str) -> Fresh:
        owned = bool(schema.get("x-owned"))
        return Fresh(name, value, kind=str(schema.get("x-kind", "")), owned=owned, printed=self.as_printed)

    def _exists(self, name: str, value: Any) -> bool:
        return isinstance(value, str) and value in self.known.get(name, set())


def played(
    book: Mapping[str, Sample], sample: Sample, rewrite: Callable[[Sample, Mapping[str, Bound]], Step]
) -> tuple[Step, ...]:
    """The steps of an exchange: what is given first, then its own request."""
    order = chain(book, sample)
    return tuple(rewrite(each, bindings(each, order)) for each in order)
