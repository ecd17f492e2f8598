"""What a walk remembers: what was made, what was said of it, what was done with it, and what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.harness.document.json_pointer import point
from emulators.harness.schema.traversal import leaves

if TYPE_CHECKING:
    from emulators.harness.stateful.actions import Act
    from emulators.harness.testcases.placeholders import Bound


@dataclass(frozen=True, eq=False)
class Thing:
    """An accepted act whose answer others take values from.

    `handles` are those values, `said` what requests said of it, as far as it must still be true.
    """

    act: Act
    answer: Any
    handles: frozenset[str]
    said: dict[str, Any]

    def value(self, bound: Bound) -> str | None:
        """What a binding takes from it; None where the answer has no such place."""
        return at(self.answer, bound.pointer)


Choice = Mapping[int, Thing]
"""What an act is bound to, by the place of the step that its obligation takes it from."""


@dataclass
class Memory:
    """One walk's memory."""

    things: list[Thing] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    _history: dict[str, list[str]] = field(default_factory=dict)

    def is_gone(self, thing: Thing) -> bool:
        return not self.gone.isdisjoint(thing.handles)

    def choices(self, act: Act, *, gone: bool) -> list[Choice]:
        """The ways to give an act what it is bound to: from what is there, or with something that is gone."""
        found: list[dict[int, Thing]] = [{}]
        for step, operation in act.sources.items():
            needed = [each for each in act.bound if each.step == step]
            fitting = [
                thing
                for thing in self.things
                if thing.act.operation.id == operation and all(thing.value(each) is not None for each in needed)
            ]
            found = [{**chosen, step: thing} for chosen in found for thing in fitting]
        return [each for each in found if any(map(self.is_gone, each.values())) is gone]

    def history(self, act: Act, chosen: Choice) -> tuple[str, ...]:
        """Everything that was done with what an act is bound to, its making included, in order."""
        return tuple(operation for value in _bound(act, chosen) for operation in self._history.get(value, ()))

    def remember(self, act: Act, chosen: Choice, body: Any, answer: Any, pointers: Iterable[str]) -> None:
        """What an accepted act did away with, what it said of what was there, and what it made."""
        if not act.changes:
            return
        self.done.append(act.operation.id)
        values = _bound(act, chosen)
        for thing in chosen.values():
            _say(thing, act, body)
        if act.deletes:
            self.gone |= values
        handles = frozenset(value for pointer in pointers if (value := at(answer, pointer)) is not None)
        if handles and not act.deletes:
            said = dict(body) if isinstance(body, dict) and not act.bound else {}
            self.things.append(Thing(act, answer, handles, said))
        for value in sorted(values | handles):
            self._history.setdefault(value, []).append(act.operation.id)


def _bound(act: Act, chosen: Choice) -> set[str]:
    return {chosen[each.step].value(each) or "" for each in act.bound}


def _say(thing: Thing, act: Act, body: Any) -> None:
    """What a change says of a thing replaces what was said; what it says in another place is not sure any more."""
    if act.operation.body is None or not isinstance(body, dict):
        thing.said.clear()
        return
    unsure = {name for name, _, _ in leaves(act.operation.body.node, body)} - body.keys()
    for name in unsure & thing.said.keys():
        del thing.said[name]
    thing.said.update({name: value for name, value in body.items() if name in thing.said})


def at(answer: Any, pointer: str) -> str | None:
    """The value at a place of an answer as text, if there is one."""
    try:
        return str(point(answer, pointer))
    except KeyError:
        return None
