"""Expects requests in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.pytest_plugin.expectation import GRACE, wait
from emulators.pytest_plugin.explanation import explain_sequence

if TYPE_CHECKING:
    from emulators.pytest_plugin.expectation import Expectation
    from emulators.pytest_plugin.namespace import Emulators


class Sequence:
    """Expectations, of any emulators of one namespace, that must be met in this order. Other requests may come in
    between."""

    def __init__(self, emulators: Emulators, expected: tuple[Expectation, ...]) -> None:
        self.emulators = emulators
        self.expected = expected

    def then(self, following: Expectation) -> Sequence:
        """Returns this sequence with one more expectation at its end."""
        return Sequence(self.emulators, (*self.expected, following))

    def once(self, within: float = 0) -> list[dict[str, Any]]:
        """Returns the request that met each expectation; they are waited for at most `within` seconds.

        Raises:
            AssertionError: one was not met in its turn.
        """
        __tracebackhide__ = True
        met = wait(self.find_matches, self._is_whole, within)
        if self._is_whole(met):
            return met
        late = wait(self.find_matches, self._is_whole, min(within, GRACE))
        raise AssertionError(explain_sequence(self, within, met, late))

    def _is_whole(self, found: list[dict[str, Any]]) -> bool:
        return len(found) == len(self.expected)

    def find_matches(self) -> list[dict[str, Any]]:
        """Returns the requests that met the expectations in their order, up to the first that is not met."""
        found: list[dict[str, Any]] = []
        for request in self.emulators.requests:
            if len(found) < len(self.expected) and self.expected[len(found)].is_met_by(request):
                found.append(request)
        return found
