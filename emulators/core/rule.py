"""Declares the conditions that a request must meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.problem import Problem
    from emulators.core.provenance import Provenance
    from emulators.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that must hold, and the problem with which a request is refused where it does not. Rules read; they
    never write."""

    holds: Callable[[Call], bool]
    problem: Problem

    @property
    def name(self) -> str:
        """The predicate's name, which says what must hold; empty where it has none."""
        name: str = getattr(self.holds, "__name__", "")
        return name if name.isidentifier() else ""

    def known(self, provenance: Provenance) -> Rule:
        """Returns the same rule for an operation whose page says something else about it."""
        return replace(self, problem=replace(self.problem, provenance=provenance))


def must(problem: Problem) -> Callable[[Callable[[Call], bool]], Rule]:
    """Returns a decorator that makes a rule of a predicate, which is named for the condition that must hold. A request
    that breaks it is refused with `problem`."""
    return lambda holds: Rule(holds, problem)


def _always(_document: Mapping[str, Any], _settings: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Required:
    """Body fields that are required when a condition on the body as sent, or on the settings, is met."""

    fields: tuple[str, ...]
    provenance: Provenance
    when: Callable[[Mapping[str, Any], Settings], bool] = _always
