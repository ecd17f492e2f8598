"""Models the state that a sequence of calls leads to: what exists, what was stated of it, and what was deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.harness.document.json_pointer import look_up
from emulators.harness.schema.traversal import leaves

if TYPE_CHECKING:
    from emulators.harness.stateful.actions import Action
    from emulators.harness.testcases.placeholders import Bound


@dataclass(frozen=True, eq=False)
class Resource:
    """An accepted create, from whose answer later requests take values.

    `identifiers` are those values, `stated` what requests said of the resource, as far as it must still be true.
    """

    action: Action
    answer: Any
    identifiers: frozenset[str]
    stated: dict[str, Any]

    def value(self, bound: Bound) -> str | None:
        """Returns what a binding takes from the resource, or None where its answer has no such value."""
        return text_at(self.answer, bound.pointer)


Bindings = Mapping[int, Resource]
"""The resources that an action is bound to, by the index of the step that its case takes them from."""


@dataclass
class ModelState:
    """The expected state. `done` are the operations so far, `gone` the identifiers of deleted resources."""

    resources: list[Resource] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    _history: dict[str, list[str]] = field(default_factory=dict)

    def is_gone(self, resource: Resource) -> bool:
        """Returns whether a resource was deleted."""
        return not self.gone.isdisjoint(resource.identifiers)

    def choices(self, action: Action, *, gone: bool) -> list[Bindings]:
        """Returns the ways to bind an action to resources that exist or, with `gone`, to at least one that was deleted."""
        found: list[dict[int, Resource]] = [{}]
        for step, operation in action.sources.items():
            needed = [each for each in action.bound if each.step == step]
            fitting = [
                resource
                for resource in self.resources
                if resource.action.operation.id == operation
                and all(resource.value(each) is not None for each in needed)
            ]
            found = [{**chosen, step: resource} for chosen in found for resource in fitting]
        return [each for each in found if any(map(self.is_gone, each.values())) is gone]

    def history(self, action: Action, chosen: Bindings) -> tuple[str, ...]:
        """Returns the operations on what an action is bound to, its creation included, in order."""
        return tuple(operation for value in _bound(action, chosen) for operation in self._history.get(value, ()))

    def history_of(self, resource: Resource) -> set[str]:
        """Returns the operations on a resource, its creation included."""
        return {operation for value in resource.identifiers for operation in self._history.get(value, ())}

    def remember(self, action: Action, chosen: Bindings, body: Any, answer: Any, pointers: Iterable[str]) -> None:
        """Updates the state after an accepted action: what it deleted, stated or created. `pointers` lead to
        identifiers in its answer."""
        if not action.changes:
            return
        self.done.append(action.operation.id)
        values = _bound(action, chosen)
        for resource in chosen.values():
            _update_stated(resource, action, body)
        if action.deletes:
            self.gone |= values
        identifiers = frozenset(value for pointer in pointers if (value := text_at(answer, pointer)) is not None)
        if identifiers and not action.deletes:
            stated = dict(body) if isinstance(body, dict) and not action.bound else {}
            self.resources.append(Resource(action, answer, identifiers, stated))
        for value in sorted(values | identifiers):
            self._history.setdefault(value, []).append(action.operation.id)


def _bound(action: Action, chosen: Bindings) -> set[str]:
    return {chosen[each.step].value(each) or "" for each in action.bound}


def _update_stated(resource: Resource, action: Action, body: Any) -> None:
    """Updates what is known of a resource after a change. A property that stands elsewhere in the body is no longer
    certain."""
    if action.operation.body is None or not isinstance(body, dict):
        resource.stated.clear()
        return
    unsure = {name for name, _, _ in leaves(action.operation.body.node, body)} - body.keys()
    for name in unsure & resource.stated.keys():
        del resource.stated[name]
    resource.stated.update({name: value for name, value in body.items() if name in resource.stated})


def text_at(answer: Any, pointer: str) -> str | None:
    """Returns the value at a JSON pointer as text, or None where there is none."""
    try:
        return str(look_up(answer, pointer))
    except KeyError:
        return None
