"""Expects requests of the code under test, and waits for them."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from emulators.core.operation import PARAMETER
from emulators.pytest_plugin.explanation import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.pytest_plugin.emulator import EmulatorFixture
    from emulators.pytest_plugin.sequence import Sequence

PAUSE = 0.01
"""Seconds between two looks at the journal."""

GRACE = 0.5
"""Seconds for which a request that did not come in time is still waited for, so as to tell what is late from what never comes."""


class Expectation:
    """Requests for one operation, with these values, answered with this status where one is given."""

    def __init__(
        self, emulator: EmulatorFixture, operation: str, fields: Mapping[str, Any], status: int | None = None
    ) -> None:
        self.emulator = emulator
        self.operation = operation
        self.fields = fields
        self.status = status
        parts = PARAMETER.split(emulator.operations[operation].partition(" ")[2])
        names = (f"(?P<{part}>[^/]+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
        self._path = re.compile("".join(names))

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        status = f", answered with {self.status}" if self.status else ""
        return f"{self.emulator.name} {self.operation}{f' with {values}' if values else ''}{status}"

    def once(self, within: float = 0) -> dict[str, Any]:
        """Returns the one request that matches, which is waited for at most `within` seconds.

        Raises:
            AssertionError: none matched, or several did.
        """
        __tracebackhide__ = True
        return self.times(1, within)[0]

    def times(self, number: int, within: float = 0) -> list[dict[str, Any]]:
        """Returns the requests that match, which must be this many and are waited for at most `within` seconds.

        Raises:
            AssertionError: another number of requests matched.
        """
        __tracebackhide__ = True
        met = wait(self.find_matches, lambda found: len(found) >= number, within)
        if len(met) == number:
            return met
        late = wait(self.find_matches, lambda found: len(found) >= number, min(within, GRACE))
        raise AssertionError(explain(self, number, within, met, late))

    def never(self, within: float = 0) -> None:
        """Checks for `within` seconds that no request matches.

        Raises:
            AssertionError: one matched, or the journal dropped requests.
        """
        __tracebackhide__ = True
        met = wait(self.find_matches, bool, within)
        if met or self.emulator.emulators.journal["dropped"]:
            raise AssertionError(explain(self, 0, within, met, met))

    def then(self, following: Expectation) -> Sequence:
        """Returns a sequence of this expectation and another one."""
        return self.emulator.emulators.sequence(self, following)

    def find_matches(self) -> list[dict[str, Any]]:
        """Returns the requests of the journal that match."""
        return [each for each in self.emulator.requests if self.is_met_by(each)]

    def is_met_by(self, request: Mapping[str, Any]) -> bool:
        """Returns whether a request of the journal matches."""
        return (
            request["emulator"] == self.emulator.name
            and request["operation"] == self.operation
            and not self.differences(request)
        )

    def differences(self, request: Mapping[str, Any]) -> list[str]:
        """Returns how a request differs from what is expected, a line for each value."""
        sent = self._sent(request)
        wrong = [
            line
            for name, value in self.fields.items()
            for line in list_differences(name, value, sent.get(name, MISSING))
        ]
        if self.status not in (None, request["status"]):
            wrong.append(f"status: expected {self.status}, was {request['status']}")
        return wrong

    def _sent(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Returns every value of a request by name. A value of the body hides one of the query, which hides one of the
        path."""
        matched = self._path.fullmatch(request["path"])
        values: dict[str, Any] = dict(matched.groupdict()) if matched else {}
        for part in (request["query"], request["request"]):
            values |= part if isinstance(part, dict) else {}
        return values


MISSING = object()


def list_differences(name: str, expected: Any, was: Any) -> list[str]:
    """Returns how a value differs from the expected one, a line for each place. An object may have more properties than
    expected."""
    if isinstance(expected, dict) and isinstance(was, dict):
        return [
            line
            for key, value in expected.items()
            for line in list_differences(f"{name}.{key}", value, was.get(key, MISSING))
        ]
    if was is MISSING:
        return [f"{name}: expected {expected!r}, was not sent"]
    if isinstance(was, str) and was.startswith("***"):
        return [f"{name}: is a secret, which the journal does not keep; expect something else"]
    return [] if was == expected else [f"{name}: expected {expected!r}, was {was!r}"]


def wait(
    look: Callable[[], list[dict[str, Any]]], enough: Callable[[list[dict[str, Any]]], bool], within: float
) -> list[dict[str, Any]]:
    """Calls `look` until its result is enough, or for at most `within` seconds, and returns the last result."""
    until = time.monotonic() + within
    found = look()
    while not enough(found) and time.monotonic() < until:
        time.sleep(PAUSE)
        found = look()
    return found
