"""Reads the exchanges that a contract prints: a request and a response example of the same name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis
from emulators.harness.schema.traversal import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.contract.response import Response
    from emulators.harness.document.node import Node


@dataclass(frozen=True, eq=False, repr=False)
class Example:
    """One printed exchange. `arguments` are the example values of its parameters, `body` its request body, NOTHING
    where it has none."""

    operation: ContractOperation
    name: str
    response: Response
    node: Node
    media_type: str = "application/json"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    body: Any = NOTHING

    @property
    def id(self) -> str:
        """The name of the example in its contract: `operationId/name`."""
        return f"{self.operation.id}/{self.name}"

    @property
    def expected(self) -> Any:
        """The printed response body, NOTHING where none is printed."""
        return self.node.get("value", NOTHING)

    @property
    def given(self) -> tuple[str, ...]:
        """The ids of the examples that must be sent before it (`x-given`)."""
        return tuple(self.node.get("x-given") or ())

    @property
    def bind(self) -> dict[str, str]:
        """Where values of this request come from (`x-bind`), by name: `operationId/name#/pointer` into an earlier
        answer."""
        return dict(self.node.get("x-bind") or {})

    @property
    def headers(self) -> dict[str, Any]:
        """Headers that this request has beside the target's own (`x-headers`)."""
        return dict(self.node.get("x-headers") or {})

    @property
    def profile(self) -> str:
        """The profile of an emulator in which it works, empty for any."""
        return str(self.node.get("x-profile") or "")

    @property
    def needs_emulator(self) -> bool:
        """Whether it needs the demo world of an emulator."""
        return bool(self.node.get("x-emulator"))

    @property
    def literal(self) -> tuple[str, ...]:
        """Names of `x-known` fields whose printed value names nothing that exists (`x-literal`)."""
        return tuple(self.node.get("x-literal") or ())

    @property
    def is_partial(self) -> bool:
        """Whether its printed response may leave out required fields (it stands under `x-examples`)."""
        return "x-examples" in self.node.pointer[-2:]

    def basis(self, side: str = "") -> Basis:
        """Returns the basis of the exchange, or of one side of it (`status`, `body`)."""
        word = self.node.get("x-basis") or Basis.DOCUMENTED
        return Basis(word.get(side, Basis.DOCUMENTED) if isinstance(word, dict) else word)


@lru_cache(maxsize=8)
def read_examples(contract: Contract) -> Mapping[str, Example]:
    """Returns all printed exchanges of a contract by `operationId/name`, in the contract's order."""
    return {example.id: example for operation in contract.operations for example in _of(operation)}


def _of(operation: ContractOperation) -> Iterator[Example]:
    bodies = dict(operation.examples())
    for response in operation.responses:
        for media_type, name, node in response.examples():
            if node.get("x-exchange") is False:
                continue  # an answer for other tools, to no request of ours
            arguments = dict(_arguments(operation, name))
            yield Example(operation, name, response, node, media_type, arguments, _value(bodies.get(name)))


def _arguments(operation: ContractOperation, name: str) -> Iterator[tuple[str, Any]]:
    for parameter in operation.parameters:
        example = dict(parameter.node.examples()).get(name)
        if example is not None:
            yield parameter.name, example.get("value")


def _value(example: Node | None) -> Any:
    return example.get("value", NOTHING) if example is not None else NOTHING


def known_values_printed(examples: Mapping[str, Example]) -> dict[str, set[str]]:
    """Returns the values of `x-known` fields in the good examples, by name: those that stand for something that exists."""
    found: dict[str, set[str]] = {}
    for example in examples.values():
        if example.response.is_success and not example.headers:
            for name, value in _known_values(example):
                if name in example.bind or name in example.literal:
                    continue
                found.setdefault(name, set()).add(str(value))
    return found


def _known_values(example: Example) -> Iterator[tuple[str, Any]]:
    for name, value in example.arguments.items():
        parameter = example.operation.parameter(name)
        if parameter is not None and parameter.is_known:
            yield name, value
    if example.operation.body is not None and example.body is not NOTHING:
        for name, node, value in leaves(example.operation.body.node, example.body):
            if node.get("x-known"):
                yield name, value
