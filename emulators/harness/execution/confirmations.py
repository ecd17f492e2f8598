"""What a run has shown to be good, and which therefore excuses no refusal elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.execution.outcome import State
from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from emulators.harness.checks.excuses import Excuse
    from emulators.harness.checks.observation import Observation
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.testcases.case import Case

WALL = 5
"""How many refusals of good credentials, without one success, make a wall."""


@dataclass
class Confirmations:
    """Credentials, known values and operations that were good at least once."""

    good: set[str] = field(default_factory=set)
    refusals: int = 0

    def record(self, case: Case, observation: Observation, excuse: Excuse | None) -> None:
        """Learn from one exchange."""
        if observation.accepted and case.expect.answer is Acceptance.ACCEPT:
            self.good.update({"credentials", f"operation {observation.exchange.operation}"})
            self.good.update(f"known {name}={value}" for name, value in observation.known)
        elif excuse is not None and observation.status == 401 and "credentials" not in self.good:
            self.refusals += 1

    @property
    def credentials_refused(self) -> bool:
        """Were the credentials refused so often that nothing will ever be shown?"""
        return self.refusals >= WALL

    def settle(self, outcome: Outcome, excuse: Excuse) -> Outcome:
        """A doubt that the run has proven away leaves a failure; one that stands leaves nothing checked."""
        if excuse.needs <= self.good:
            return outcome
        check_leaks = tuple(finding for finding in outcome.findings if finding.layer == "secret")
        state = State.of(check_leaks) if check_leaks else State.UNCHECKED
        return replace(outcome, state=state, findings=check_leaks, reason=excuse.reason)
