"""What a test expects to have been asked, and how long it waits for it."""

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
        """The one request that met this, at the latest after so many seconds. Fails where none did, or several."""
        __tracebackhide__ = True
        return self.times(1, within)[0]

    def times(self, number: int, within: float = 0) -> list[dict[str, Any]]:
        """The requests that met this, exactly so many of them, at the latest after so many seconds."""
        __tracebackhide__ = True
        met = wait(self.met, lambda found: len(found) >= number, within)
        if len(met) == number:
            return met
        late = wait(self.met, lambda found: len(found) >= number, min(within, GRACE))
        raise AssertionError(explain(self, number, within, met, late))

    def never(self, within: float = 0) -> None:
        """Fails as soon as a request meets this, for as many seconds."""
        __tracebackhide__ = True
        met = wait(self.met, bool, within)
        if met or self.emulator.emulators.journal["dropped"]:
            raise AssertionError(explain(self, 0, within, met, met))

    def then(self, following: Expectation) -> Sequence:
        """This, and the other one after it."""
        return self.emulator.emulators.sequence(self, following)

    def met(self) -> list[dict[str, Any]]:
        """The requests in the journal that meet this."""
        return [each for each in self.emulator.requests if self.is_met_by(each)]

    def is_met_by(self, request: Mapping[str, Any]) -> bool:
        """Whether a request of the journal is one of those expected."""
        return (
            request["emulator"] == self.emulator.name
            and request["operation"] == self.operation
            and not self.differences(request)
        )

    def differences(self, request: Mapping[str, Any]) -> list[str]:
        """What of a request is not as expected, a line for each value."""
        sent = self._sent(request)
        wrong = [
            line for name, value in self.fields.items() for line in different(name, value, sent.get(name, MISSING))
        ]
        if self.status not in (None, request["status"]):
            wrong.append(f"status: expected {self.status}, was {request['status']}")
        return wrong

    def _sent(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Every value of a request by name: of its body before its query before its path."""
        matched = self._path.fullmatch(request["path"])
        values: dict[str, Any] = dict(matched.groupdict()) if matched else {}
        for part in (request["query"], request["request"]):
            values |= part if isinstance(part, dict) else {}
        return values


MISSING = object()


def different(name: str, expected: Any, was: Any) -> list[str]:
    """Where a value is not as expected, a line for each place. An object may have more than is expected of it."""
    if isinstance(expected, dict) and isinstance(was, dict):
        return [
            line for key, value in expected.items() for line in different(f"{name}.{key}", value, was.get(key, MISSING))
        ]
    if was is MISSING:
        return [f"{name}: expected {expected!r}, was not sent"]
    if isinstance(was, str) and was.startswith("***"):
        return [f"{name}: is a secret, which the journal does not keep; expect something else"]
    return [] if was == expected else [f"{name}: expected {expected!r}, was {was!r}"]


def wait(
    look: Callable[[], list[dict[str, Any]]], enough: Callable[[list[dict[str, Any]]], bool], within: float
) -> list[dict[str, Any]]:
    """What `look` returns when it is enough, or after so many seconds."""
    until = time.monotonic() + within
    found = look()
    while not enough(found) and time.monotonic() < until:
        time.sleep(PAUSE)
        found = look()
    return found
