"""Sends requests at a limited rate, waits where the target asks for it, and stops when it keeps failing."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Blocked, Stopped
from emulators.harness.client.transport import PATIENCE, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.harness.client.transport import Transport
    from emulators.harness.model.exchange import HttpRequest, HttpResponse

LONGEST_WAIT = 120.0
"""The longest `Retry-After` that is waited for, in seconds."""
FAILURES = 3
"""So many server failures in a row end a run."""


@dataclass
class WallClock:
    """Tells the time in seconds, and waits. Tests put another one in its place."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class RateLimiter:
    """Sends requests at most `rate` times a second (0: without limit), and counts them."""

    transport: Transport
    rate: float
    clock: WallClock = field(default_factory=WallClock)
    sent: int = 0
    failures: int = 0
    ends: float = math.inf
    """When the run is over, by `clock`: no exchange and no wait lasts longer."""
    reached: bool = True
    """Whether the last request may have reached the target."""
    _last: float | None = None

    def send_at_once(self, request: HttpRequest, transport: Transport | None = None) -> HttpResponse:
        """Returns the response to a request that waits for no rate. `transport` leads to another namespace of an
        emulator.

        Raises:
            Stopped: the target does not answer.
        """
        self.sent += 1
        try:
            return (transport or self.transport).send(request)
        except Unreachable as error:
            raise Stopped(f"the target does not answer: {error}") from None

    def send_paced(self, request: HttpRequest) -> HttpResponse:
        """Returns the response to a request that is sent within the rate. After a 429 with `Retry-After` it is sent
        once more.

        Raises:
            Blocked: the target does not answer.
            Stopped: it answers 429 again, or failed several times in a row.
        """
        response = self._send_within_rate(request)
        if response.status != 429:
            return response
        wait = _retry_after(response)
        if wait is None or wait > min(LONGEST_WAIT, self._left):
            raise Stopped("the target answers 429: too many requests")
        self.clock.sleep(wait)
        response = self._send_within_rate(request)
        if response.status == 429:
            raise Stopped("the target answers 429 again after the time that it asked for")
        return response

    def _send_within_rate(self, request: HttpRequest) -> HttpResponse:
        if self.rate and self._last is not None:
            self.clock.sleep(max(0.0, self._last + 1 / self.rate - self.clock.now()))
        self._last = self.clock.now()
        self.sent += 1
        try:
            response = self.transport.send(request, min(PATIENCE, self._left))
        except Unreachable as error:
            self.reached = error.sent
            self._count_failure(f"the target does not answer: {error}")
            raise Blocked(f"the target does not answer: {error}") from None
        self.reached = True
        if response.status >= 500:
            self._count_failure(f"the target answers {response.status}")
        else:
            self.failures = 0
        return response

    @property
    def _left(self) -> float:
        return self.ends - self.clock.now()

    def _count_failure(self, words: str) -> None:
        self.failures += 1
        if self.failures >= FAILURES:
            raise Stopped(f"{words}, {FAILURES} times in a row")


def _retry_after(response: HttpResponse) -> float | None:
    word = response.headers.get("retry-after", "")
    return float(word) if word.isdecimal() else None
