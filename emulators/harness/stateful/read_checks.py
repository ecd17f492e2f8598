"""Checks that a read shows what was created before, as requests stated it, and nothing that was deleted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.checks.json_compare import same
from emulators.harness.contract.examples import Example, read_examples
from emulators.harness.model.clause import Basis, Clause, with_basis
from emulators.harness.schema.traversal import fields_of
from emulators.harness.schema.validation import subschemas
from emulators.harness.testcases.prerequisites import with_prerequisites

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.document.node import Node
    from emulators.harness.stateful.actions import Action
    from emulators.harness.stateful.state import Bindings, ModelState, Resource


@dataclass(frozen=True, slots=True)
class ReadMismatch:
    """One thing that a read shows wrongly."""

    clause: Clause
    expected: str
    got: str
    pointer: str = ""


@dataclass(frozen=True, eq=False)
class ReadChecks:
    """Compares reads with the model, where an example of the contract shows that such a read shows such a resource."""

    contract: Contract

    @cached_property
    def _examples(self) -> Mapping[str, Example]:
        return read_examples(self.contract)

    def mismatches(
        self, action: Action, chosen: Bindings, state: ModelState, answer: Any, *, alone: bool
    ) -> Iterator[ReadMismatch]:
        """Yields what is wrong with the answer to a read. `alone` says that no other data can push ours out of a list."""
        response = action.operation.success
        if action.changes or response is None or response.schema is None:
            return
        found = list(_objects(response.schema.node, answer, ""))
        if action.bound:
            for resource in chosen.values():
                yield from self._differences(action, resource, found)
        elif not action.step.query:
            for resource in state.resources:
                yield from self._presence(action, resource, found, gone=state.is_gone(resource), alone=alone)

    def listed(self, action: Action, state: ModelState) -> list[Resource]:
        """Returns the resources whose presence in a list, or absence from it, is checked."""
        asked_for_all = not action.bound and not action.step.query
        return [each for each in state.resources if asked_for_all and self._shown(action, each)]

    def _shown(self, action: Action, resource: Resource) -> Example | None:
        """Returns an example in which this operation reads what that resource's operation creates, or None."""
        for example in self._examples.values():
            if (
                example.operation.id == action.operation.id
                and example.response.is_success
                and not example.needs_emulator
            ):
                before = [each.operation.id for each in with_prerequisites(self._examples, example)[:-1]]
                if resource.action.operation.id in before:
                    return example
        return None

    def _presence(
        self,
        action: Action,
        resource: Resource,
        found: list[tuple[str, Node, dict[str, Any]]],
        *,
        gone: bool,
        alone: bool,
    ) -> Iterator[ReadMismatch]:
        example = self._shown(action, resource)
        if example is None:
            return
        there = any(_is_about(resource, value) for _, _, value in found)
        basis = example.basis("body") if alone or gone else Basis.weakest(example.basis("body"), Basis.INFERRED)
        if there is gone:
            words = ("nothing that was deleted", "it is still there") if gone else ("what was made", "it is not there")
            yield ReadMismatch(with_basis(example.node.clause(f"the exchange {example.name} shows it"), basis), *words)
        if there and not gone:
            yield from self._differences(action, resource, found)

    def _differences(
        self, action: Action, resource: Resource, found: list[tuple[str, Node, dict[str, Any]]]
    ) -> Iterator[ReadMismatch]:
        example = self._shown(action, resource)
        basis = example.basis("body") if example else Basis.INFERRED
        for pointer, node, value in found:
            if _is_about(resource, value):
                for name, child in fields_of(node).items():
                    stated = resource.stated.get(str(child.get("x-echo")))
                    if stated is not None and name in value and not same(stated, value[name]):
                        clause = child.clause(f"carries what was said of {child.get('x-echo')}", "x-echo")
                        clause = with_basis(clause, Basis.weakest(clause.basis, basis))
                        yield ReadMismatch(clause, repr(stated), repr(value[name]), f"{pointer}/{name}")


def _is_about(resource: Resource, value: dict[str, Any]) -> bool:
    return any(isinstance(each, str) and each in resource.identifiers for each in value.values())


def _objects(node: Node, value: Any, pointer: str) -> Iterator[tuple[str, Node, dict[str, Any]]]:
    """Yields every object in an answer that the contract describes: its JSON pointer, its schema, and the object."""
    if isinstance(value, dict):
        yield pointer, node, value
        known = fields_of(node)
        for name, inner in value.items():
            if name in known:
                yield from _objects(known[name], inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        item = next((found for part in subschemas(node) if (found := part.child("items"))), None)
        for index, inner in enumerate(value if item else ()):
            if item is not None:
                yield from _objects(item, inner, f"{pointer}/{index}")
