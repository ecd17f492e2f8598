"""A transition of the state machine: one action on chosen resources, and the answer that this state demands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness.fuzzing.preconditions import depends_on_branch, may_exist_already
from emulators.harness.model.clause import Basis, with_basis
from emulators.harness.testcases.builder import CaseLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emulators.harness.stateful.actions import Action
    from emulators.harness.stateful.state import Bindings, ModelState, Resource
    from emulators.harness.testcases.case import Case, Step

IN_SEQUENCE, ANOTHER_TIME, AFTER_DELETION = "in sequence", "another time", "after deletion"


@dataclass(frozen=True, eq=False)
class Transition:
    """An action, the resources to which it is bound, and the rule that allows it. `like` is the resource whose unique
    values are used again."""

    rule: str
    action: Action
    chosen: Bindings
    like: Resource | None = None

    def __repr__(self) -> str:
        return f"{self.action!r} {self.rule}"

    def step(self) -> Step:
        """Returns the request; where it repeats another create, with the unique values of that resource."""
        step = self.action.step
        if self.like is None or not isinstance(step.body, dict):
            return step
        return replace(step, body={**step.body, **{name: self.like.stated[name] for name in self.action.unique}})

    def case(self, state: ModelState) -> Case:
        """Returns the case for this transition in this state."""
        kind = CaseLabel("life", f"{self.action.operation.label} {self.rule}")
        if self.rule == ANOTHER_TIME:
            return self._another_time(kind, state)
        if self.rule == AFTER_DELETION:
            return self._after_deletion(kind)
        return self._in_sequence(kind, state)

    def _in_sequence(self, kind: CaseLabel, state: ModelState) -> Case:
        builder, owed = self.action.builder, self.action.case
        surely = tuple(state.done) == self.action.before if self.action.names("state") else self._is_ready(state)
        again = self.action.operation.id in state.done and may_exist_already(builder, self.action.step)
        if surely and not again and not depends_on_branch(builder, self.action.step):
            return builder.expect_accepted(kind, self.step(), owed.clause)
        return builder.expect_either(kind, self.step(), owed.clause)

    def _is_ready(self, state: ModelState) -> bool:
        """Returns whether the action needs no more than its bindings, or whether exactly its prerequisites were done."""
        return (
            len(self.action.before) <= len(self.action.sources)
            or state.history(self.action, self.chosen) == self.action.before
        )

    def _another_time(self, kind: CaseLabel, state: ModelState) -> Case:
        builder = self.action.builder
        for response in self.action.operation.answering("duplicate")[:1]:
            cause = response.causes["duplicate"]
            clause = with_basis(cause.node.clause(f"{', '.join(self.action.unique)} twice"), cause.basis)
            if self.like is not None and not state.is_gone(self.like):
                return builder.expect_refused(kind, self.step(), clause, ("duplicate",))
            return builder.expect_accepted(kind, self.step(), with_basis(clause, Basis.INFERRED))
        return builder.expect_either(kind, self.step(), self.action.case.clause)

    def _after_deletion(self, kind: CaseLabel) -> Case:
        builder = self.action.builder
        causes = tuple(f"unknown.{each.name}" for each in self.action.bound)
        for response in self.action.operation.answering(*causes)[:1]:
            name = next(each for each in causes if each in response.causes)
            cause = response.causes[name]
            clause = with_basis(cause.node.clause(f"{name.partition('.')[2]} is gone"), cause.basis)
            return builder.expect_refused(kind, self.step(), clause, causes)
        return builder.expect_either(kind, self.step(), self.action.case.clause)


def transitions(actions: Iterable[Action], state: ModelState, rule: str) -> list[Transition]:
    """Returns every transition that a rule allows in this state."""
    if rule == ANOTHER_TIME:
        made = [
            resource
            for resource in state.resources
            if resource.action.unique and resource.stated.keys() >= set(resource.action.unique)
        ]
        return [Transition(rule, resource.action, {}, like=resource) for resource in made]
    gone = rule == AFTER_DELETION
    return [Transition(rule, action, chosen) for action in actions for chosen in state.choices(action, gone=gone)]
