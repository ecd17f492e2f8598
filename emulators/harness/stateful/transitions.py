"""A move: one act on certain things, and what it is owed after all that was done before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from emulators.harness.fuzzing.preconditions import depends, may_be_there
from emulators.harness.model.clause import Basis, known_as
from emulators.harness.testcases.builder import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emulators.harness.stateful.actions import Act
    from emulators.harness.stateful.state import Choice, Memory, Thing
    from emulators.harness.testcases.case import Obligation, Step

IN_SEQUENCE, ANOTHER_TIME, AFTER_DELETION = "in sequence", "another time", "after deletion"


@dataclass(frozen=True, eq=False)
class Move:
    """An act, what it is bound to, and why it is made. `like` is the thing whose unique values are used again."""

    rule: str
    act: Act
    chosen: Choice
    like: Thing | None = None

    def __repr__(self) -> str:
        return f"{self.act!r} {self.rule}"

    def step(self) -> Step:
        """The request; the unique values are those of another thing where it is made another time."""
        step = self.act.step
        if self.like is None or not isinstance(step.body, dict):
            return step
        return replace(step, body={**step.body, **{name: self.like.said[name] for name in self.act.unique}})

    def obligation(self, memory: Memory) -> Obligation:
        """What the target owes to this move now."""
        kind = Theme("life", f"{self.act.operation.label} {self.rule}")
        if self.rule == ANOTHER_TIME:
            return self._another_time(kind, memory)
        if self.rule == AFTER_DELETION:
            return self._after_deletion(kind)
        return self._in_sequence(kind, memory)

    def _in_sequence(self, kind: Theme, memory: Memory) -> Obligation:
        draft, owed = self.act.draft, self.act.obligation
        surely = tuple(memory.done) == self.act.before if self.act.names("state") else self._is_ready(memory)
        again = self.act.operation.id in memory.done and may_be_there(draft, self.act.step)
        if surely and not again and not depends(draft, self.act.step):
            return draft.accepted(kind, self.step(), owed.clause)
        return draft.either(kind, self.step(), owed.clause)

    def _is_ready(self, memory: Memory) -> bool:
        """Does it need no more than what it is bound to, or has just that been done that it needs?"""
        return len(self.act.before) <= len(self.act.sources) or memory.history(self.act, self.chosen) == self.act.before

    def _another_time(self, kind: Theme, memory: Memory) -> Obligation:
        draft = self.act.draft
        for response in self.act.operation.answering("duplicate")[:1]:
            cause = response.causes["duplicate"]
            clause = known_as(cause.node.clause(f"{', '.join(self.act.unique)} twice"), cause.basis)
            if self.like is not None and not memory.is_gone(self.like):
                return draft.refused(kind, self.step(), clause, ("duplicate",))
            return draft.accepted(kind, self.step(), known_as(clause, Basis.INFERRED))
        return draft.either(kind, self.step(), self.act.obligation.clause)

    def _after_deletion(self, kind: Theme) -> Obligation:
        draft = self.act.draft
        causes = tuple(f"unknown.{each.name}" for each in self.act.bound)
        for response in self.act.operation.answering(*causes)[:1]:
            name = next(each for each in causes if each in response.causes)
            cause = response.causes[name]
            clause = known_as(cause.node.clause(f"{name.partition('.')[2]} is gone"), cause.basis)
            return draft.refused(kind, self.step(), clause, causes)
        return draft.either(kind, self.step(), self.act.obligation.clause)


def moves(acts: Iterable[Act], memory: Memory, rule: str) -> list[Move]:
    """Every move that a rule allows now."""
    if rule == ANOTHER_TIME:
        made = [thing for thing in memory.things if thing.act.unique and thing.said.keys() >= set(thing.act.unique)]
        return [Move(rule, thing.act, {}, like=thing) for thing in made]
    gone = rule == AFTER_DELETION
    return [Move(rule, act, chosen) for act in acts for chosen in memory.choices(act, gone=gone)]
