"""Requests that a test expects one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.pytest_plugin.expectation import wait
from emulators.pytest_plugin.explanation import explain_sequence

if TYPE_CHECKING:
    from emulators.pytest_plugin.expectation import Expectation
    from emulators.pytest_plugin.namespace import Emulators


class Sequence:
    """Expectations, of any emulators of one namespace, that are met in this order; others may come in between."""

    def __init__(self, emulators: Emulators, expected: tuple[Expectation, ...]) -> None:
        self.emulators = emulators
        self.expected = expected

    def then(self, following: Expectation) -> Sequence:
        """The same, and one more after it."""
        return Sequence(self.emulators, (*self.expected, following))

    def once(self, within: float = 0) -> list[dict[str, Any]]:
        """The requests that met the expectations, at the latest after so many seconds."""
        __tracebackhide__ = True
        met = wait(self.met, lambda found: len(found) == len(self.expected), within)
        if len(met) == len(self.expected):
            return met
        raise AssertionError(explain_sequence(self, within, met))

    def met(self) -> list[dict[str, Any]]:
        """The requests that met the first expectations, until the first that none met in its turn."""
        found: list[dict[str, Any]] = []
        for request in self.emulators.requests:
            if len(found) < len(self.expected) and self.expected[len(found)].is_met_by(request):
                found.append(request)
        return found
