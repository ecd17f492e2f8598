"""Keeps the faults of one namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.core.faults.candidate import Candidate
    from emulators.core.faults.fault import Fault


class Plan:
    """The faults of one namespace, in the order in which they were added.

    A request is picked in one step of the event loop, which nothing interrupts, so a fault for the first request has one
    winner however many arrive at once.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def pick(self, emulator: str, operation: str, candidate: Candidate, now: datetime) -> Fault | None:
        """Returns the first fault that takes this request, or None. The faults after it do not count the request."""
        addressed = (fault for fault in self.faults if fault.addresses(emulator, operation))
        return next((fault for fault in addressed if fault.takes(candidate, now)), None)

    @property
    def unused(self) -> list[Fault]:
        """The faults that took no request."""
        return [fault for fault in self.faults if not fault.used]
