"""Keeps a run from changing or deleting what it did not create itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.harness.client.outgoing import Blocked
from emulators.harness.client.policy import is_path_navigation
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
    """The identifiers that a run created on an account, and those that it made up and that name nothing.

    `examples` are the contract's, which show which values a request acts on. `taken` are values that existed before:
    those that the target's owner named, and all that stood in an answer. An answer that repeats one of them names
    nothing new.
    """

    examples: Mapping[str, Example]
    taken: set[str] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    made_up: set[str] = field(default_factory=set)

    def check(self, outgoing: OutgoingRequest) -> None:
        """Checks that a request acts only on the run's own resources. Reads are always allowed.

        Raises:
            Blocked: it changes or deletes what may be somebody else's.
        """
        if outgoing.operation.reads:
            return
        named = list(self._named(outgoing))
        if outgoing.request.method in CHANGES and not named:
            raise Blocked("it names no resource of this run, and may change somebody else's")
        for name, value in named:
            if value not in self.created | self.made_up:
                raise Blocked(f"{name} names something that this run did not create")

    def claim(self, operation: ContractOperation, response: HttpResponse) -> dict[str, str]:
        """Returns the identifiers in an answer by JSON pointer, which from now on are the run's own.

        Left out is what this request cannot have created: values that existed before, values that are no plain text or
        number, and values that would lead to another path.
        """
        answer = response.json
        found = {pointer: part(answer, pointer) for pointer in identifier_pointers(self.examples, operation)}
        ids = {pointer: str(value) for pointer, value in found.items() if self._could_be_new(value)}
        self.created.update(ids.values())
        return ids

    def saw(self, response: HttpResponse) -> None:
        """Remembers every value of an answer. A later answer that repeats one did not create it."""
        self.taken.update(_values(response.json))

    def _could_be_new(self, value: Any) -> bool:
        plain = isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
        return plain and str(value) not in self.taken and not is_path_navigation(str(value))

    def _named(self, outgoing: OutgoingRequest) -> Iterator[tuple[str, str]]:
        """Yields name and value of what a request acts on: the ids in its path, and the values bound to an earlier
        answer."""
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


def _values(value: Any) -> Iterator[str]:
    """Yields every text and whole number in a JSON value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, (str, int)):
        yield str(value)


def identifier_pointers(examples: Mapping[str, Example], operation: ContractOperation) -> set[str]:
    """Returns the JSON pointers into an operation's answer where examples find what later requests act on."""
    sources = [source.partition("#") for example in examples.values() for source in example.bind.values()]
    return {pointer for origin, _, pointer in sources if origin.split("/")[0] == operation.id}
