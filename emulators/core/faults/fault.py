"""Defines a fault: which requests fail, when, and how."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from random import Random
from typing import TYPE_CHECKING, Any

from emulators.core.faults.condition import Match, When

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.faults.candidate import Candidate
    from emulators.core.faults.exchange import FaultedExchange, FaultOutcome


@dataclass(eq=False)
class Fault:
    """A fault of one namespace. It counts the requests that it saw and took, so no two namespaces may share one.

    `where` is the place as it was written (`butter.import_phone_number`), `operations` the names that it stands for.
    `delay` and `jitter` are in seconds: each request that is taken waits for the delay and a random part of the jitter.
    With `recovers_after`, the fault ends that many seconds of the namespace's clock after the first request that it
    took. `given` is the fault as it was sent, for showing it.
    """

    emulator: str
    operations: frozenset[str]
    where: str
    outcome: FaultOutcome
    match: Match = field(default_factory=Match)
    when: When = field(default_factory=When)
    delay: float = 0.0
    jitter: float = 0.0
    recovers_after: float | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = self.used = 0
        self._random = Random(self.when.seed)  # noqa: S311 -- not for secrets
        self._ends: datetime | None = None
        self._left = self.recovers_after

    def addresses(self, emulator: str, operation: str) -> bool:
        """Returns whether the fault is for this operation."""
        return emulator == self.emulator and operation in self.operations

    def takes(self, candidate: Candidate, now: datetime) -> bool:
        """Returns whether this request is to fail, and counts it."""
        if not (self.when.within(now) and self.match.holds(candidate)) or (self._ends and now >= self._ends):
            return False
        self.seen += 1
        if not (self.when.counts(self.seen, self.used) and self._drawn()):
            return False
        if self.recovers_after is not None and self._ends is None:
            self._ends = now + timedelta(seconds=self.recovers_after)
        if self._ends:
            self._left = (self._ends - now).total_seconds()
        self.used += 1
        return True

    def _drawn(self) -> bool:
        return self.when.probability is None or self._random.random() < self.when.probability

    async def happen(self, exchange: FaultedExchange) -> None:
        """Makes the request fail.

        Raises:
            ConnectionResetError: the connection is to break, and the client is in this process, which has none.
        """
        wait = self.delay + (self.jitter and self._random.uniform(0, self.jitter))
        left = (
            {} if self._left is None else {"retry_after": ceil(self._left)}
        )  # now: others may be taken while this waits
        note = {
            "where": self.where,
            "outcome": self.outcome.name,
            "sent": self.outcome.said,
            "seconds": round(wait, 3),
            "rule": dict(self.given),
            **left,
        }
        if wait:
            await asyncio.sleep(wait)
        await self.outcome.happen(exchange, note)
