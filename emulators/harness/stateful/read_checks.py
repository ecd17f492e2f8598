"""What a read must show of what was made before: all of it, as it was said, and nothing that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.checks.json_compare import same
from emulators.harness.contract.examples import Sample, samples
from emulators.harness.model.clause import Basis, Clause, known_as
from emulators.harness.schema.traversal import fields_of
from emulators.harness.schema.validation import alternatives
from emulators.harness.testcases.prerequisites import chain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.contract import Contract
    from emulators.harness.document.node import Node
    from emulators.harness.stateful.actions import Act
    from emulators.harness.stateful.state import Choice, Memory, Thing


@dataclass(frozen=True, slots=True)
class Lapse:
    """One thing that a read shows wrongly."""

    clause: Clause
    expected: str
    got: str
    pointer: str = ""


@dataclass(frozen=True, eq=False)
class Recall:
    """Compares reads with memories, as far as the contract prints that such a read shows such a thing."""

    contract: Contract

    @cached_property
    def _book(self) -> dict[str, Sample]:
        return samples(self.contract)

    def lapses(self, act: Act, chosen: Choice, memory: Memory, answer: Any, *, alone: bool) -> Iterator[Lapse]:
        """What is wrong with the answer to a read. Others' things may push ours from a list where we are not `alone`."""
        response = act.operation.success
        if act.changes or response is None or response.shape is None:
            return
        found = list(_objects(response.shape.node, answer, ""))
        if act.bound:
            for thing in chosen.values():
                yield from self._differences(act, thing, found)
        elif not act.step.query:
            for thing in memory.things:
                yield from self._presence(act, thing, found, gone=memory.is_gone(thing), alone=alone)

    def _shown(self, act: Act, thing: Thing) -> Sample | None:
        """An exchange in which this operation reads what that one made."""
        for sample in self._book.values():
            if sample.operation.id == act.operation.id and sample.response.is_success and not sample.needs_emulator:
                before = [each.operation.id for each in chain(self._book, sample)[:-1]]
                if thing.act.operation.id in before:
                    return sample
        return None

    def _presence(
        self, act: Act, thing: Thing, found: list[tuple[str, Node, dict[str, Any]]], *, gone: bool, alone: bool
    ) -> Iterator[Lapse]:
        sample = self._shown(act, thing)
        if sample is None:
            return
        there = any(_is_about(thing, value) for _, _, value in found)
        basis = sample.basis("body") if alone or gone else Basis.weakest(sample.basis("body"), Basis.INFERRED)
        if there is gone:
            words = ("nothing that was deleted", "it is still there") if gone else ("what was made", "it is not there")
            yield Lapse(known_as(sample.node.clause(f"the exchange {sample.name} shows it"), basis), *words)
        if there and not gone:
            yield from self._differences(act, thing, found)

    def _differences(self, act: Act, thing: Thing, found: list[tuple[str, Node, dict[str, Any]]]) -> Iterator[Lapse]:
        sample = self._shown(act, thing)
        basis = sample.basis("body") if sample else Basis.INFERRED
        for pointer, node, value in found:
            if _is_about(thing, value):
                for name, child in fields_of(node).items():
                    said = thing.said.get(str(child.get("x-echo")))
                    if said is not None and name in value and not same(said, value[name]):
                        clause = child.clause(f"carries what was said of {child.get('x-echo')}", "x-echo")
                        clause = known_as(clause, Basis.weakest(clause.basis, basis))
                        yield Lapse(clause, repr(said), repr(value[name]), f"{pointer}/{name}")


def _is_about(thing: Thing, value: dict[str, Any]) -> bool:
    return any(isinstance(each, str) and each in thing.handles for each in value.values())


def _objects(node: Node, value: Any, pointer: str) -> Iterator[tuple[str, Node, dict[str, Any]]]:
    """Every object in an answer that the contract describes."""
    if isinstance(value, dict):
        yield pointer, node, value
        known = fields_of(node)
        for name, inner in value.items():
            if name in known:
                yield from _objects(known[name], inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        item = next((found for part in alternatives(node) if (found := part.child("items"))), None)
        for index, inner in enumerate(value if item else ()):
            if item is not None:
                yield from _objects(item, inner, f"{pointer}/{index}")
