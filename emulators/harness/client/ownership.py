"""Whose it is, what a request acts on: only what the run created, or made up so that it names nothing, may be touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.harness.client.outgoing import Blocked
from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.traversal import leaves, part
from emulators.harness.schema.validation import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.client.outgoing import OutgoingRequest
    from emulators.harness.contract.examples import Example
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.document.node import Node
    from emulators.harness.model.exchange import HttpResponse

CHANGES = ("PUT", "PATCH", "DELETE")


@dataclass
class Ownership:
    """What a run created on an account and what it made up. `book` holds the contract's exchanges, which say what is bound to what."""

    examples: Mapping[str, Example]
    created: set[str] = field(default_factory=set)
    made_up: set[str] = field(default_factory=set)

    def check(self, outgoing: OutgoingRequest) -> None:
        """`Blocked` where something is changed or deleted that may be somebody's. To look changes nothing."""
        if outgoing.request.method == "GET":
            return
        named = list(self._named(outgoing))
        if outgoing.request.method in CHANGES and not named:
            raise Blocked("nothing in it says whose it is")
        for name, value in named:
            if value not in self.created | self.made_up:
                raise Blocked(f"{name} names something that this run did not create")

    def claim(self, operation: ContractOperation, response: HttpResponse) -> dict[str, str]:
        """The identifiers in an answer, by JSON pointer; they are the run's own from now on."""
        answer = response.json
        found = {pointer: part(answer, pointer) for pointer in identifier_pointers(self.examples, operation)}
        ids = {pointer: str(value) for pointer, value in found.items() if value is not NOTHING}
        self.created.update(ids.values())
        return ids

    def _named(self, outgoing: OutgoingRequest) -> Iterator[tuple[str, str]]:
        """The values that say what is acted on: ids in the path, and what the contract binds to an earlier answer."""
        operation = outgoing.operation
        bound = {name for example in self.examples.values() if example.operation is operation for name in example.bind}
        for parameter in operation.parameters:
            if parameter.location == "path" and (outgoing.request.method in CHANGES or parameter.name in bound):
                value = outgoing.arguments.get(parameter.name)
                if not parameter.schema.admits(value):
                    self.made_up.add(str(value))  # what is no identifier names nothing
                yield parameter.name, str(value)
        if operation.body is not None and outgoing.body is not NOTHING:
            yield from _bound_values(operation.body.node, outgoing.body, bound)


def _bound_values(schema: Node, body: Any, bound: set[str]) -> Iterator[tuple[str, str]]:
    for name, node, value in leaves(schema, body):
        if name in bound and node.get("x-known") and isinstance(value, str) and Schema(node).admits(value):
            yield name, value


def identifier_pointers(examples: Mapping[str, Example], operation: ContractOperation) -> set[str]:
    """The JSON pointers into an operation's answer at which exchanges find what to act on."""
    sources = [source.partition("#") for example in examples.values() for source in example.bind.values()]
    return {pointer for origin, _, pointer in sources if origin.split("/")[0] == operation.id}
