"""Derives the actions of the state machine: the plain good requests of a contract, and the resources that each needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.contract.examples import read_examples
from emulators.harness.schema.alternatives import fields
from emulators.harness.testcases.case import Acceptance, Risk
from emulators.harness.testcases.derive import derive_cases
from emulators.harness.testcases.placeholders import Bound, placeholders
from emulators.harness.testcases.prerequisites import with_prerequisites

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.testcases.builder import CaseBuilder
    from emulators.harness.testcases.case import Case, Step

KINDS = ("minimal", "maximal")


@dataclass(frozen=True, eq=False)
class Action:
    """One good request, which can be sent whenever there is a resource for each of its bindings."""

    builder: CaseBuilder
    case: Case
    deletes: bool = False

    @property
    def operation(self) -> ContractOperation:
        """The operation of the request."""
        return self.builder.operation

    @property
    def step(self) -> Step:
        """The request itself, without its prerequisites."""
        return self.case.steps[-1]

    @cached_property
    def bound(self) -> tuple[Bound, ...]:
        """The values that it takes from earlier answers, each once."""
        parts = [dict(self.step.path), dict(self.step.query), self.step.body]
        found = [each for each in placeholders(parts) if isinstance(each, Bound)]
        return tuple({each.name: each for each in found}.values())

    @cached_property
    def sources(self) -> dict[int, str]:
        """The operations that create what it is bound to, by the index of their step."""
        return {each.step: self.case.steps[each.step].operation for each in self.bound}

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The operations of its prerequisites: a history after which it certainly succeeds."""
        return tuple(step.operation for step in self.case.steps[:-1])

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self.builder.risk is not Risk.READ

    @cached_property
    def unique(self) -> tuple[str, ...]:
        """The properties of its body that no two resources may share."""
        body = self.step.body
        if self.operation.body is None or not isinstance(body, dict):
            return ()
        return tuple(
            name for name, node in fields(self.operation.body.node).items() if node.get("x-unique") and name in body
        )

    def names(self, cause: str) -> bool:
        """Returns whether the operation has a response for a cause."""
        return bool(self.operation.answering(cause))

    def __repr__(self) -> str:
        return self.case.id


def actions(contract: Contract, builders: dict[str, CaseBuilder]) -> tuple[Action, ...]:
    """Returns all actions of a contract, in its order."""
    owed = [each for each in derive_cases(contract) if each.kind in KINDS and each.expect.answer is Acceptance.ACCEPT]
    owed.sort(key=lambda each: (list(builders).index(each.steps[-1].operation), each.id))
    deleting = _deleting(contract)
    return tuple(
        Action(builders[each.steps[-1].operation], each, deletes=each.steps[-1].operation in deleting) for each in owed
    )


def for_operations(actions: Sequence[Action], labels: Collection[str]) -> tuple[Action, ...]:
    """Returns the actions of these operations (`METHOD /path`), and those that make what they need; all where no label is
    given.
    """
    wanted = [each for each in actions if not labels or each.operation.label in labels]
    needed = {operation for each in wanted for operation in (each.operation.id, *each.before)}
    return tuple(each for each in actions if each.operation.id in needed)


def _deleting(contract: Contract) -> set[str]:
    """Returns the operations that delete. Where all operations are POST, those after which an example no longer finds
    the resource."""
    examples = read_examples(contract)
    found = {operation.id for operation in contract.operations if operation.method == "DELETE"}
    if any(operation.method != "POST" for operation in contract.operations):
        return found
    for example in examples.values():
        unknown = {name for name in example.bind if f"unknown.{name}" in example.response.causes}
        before = with_prerequisites(examples, example)[:-1]
        if before and unknown & before[-1].bind.keys():
            found.add(before[-1].operation.id)
    return found
