"""What a run has shown to be good, and which therefore excuses no refusal elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.execution.outcome import State
from emulators.harness.testcases.case import Answer

if TYPE_CHECKING:
    from emulators.harness.checks.excuses import Doubt
    from emulators.harness.checks.observation import Evidence
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.testcases.case import Obligation

WALL = 5
"""How many refusals of good credentials, without one success, make a wall."""


@dataclass
class Proof:
    """Credentials, known values and operations that were good at least once."""

    good: set[str] = field(default_factory=set)
    refusals: int = 0

    def take(self, obligation: Obligation, evidence: Evidence, doubt: Doubt | None) -> None:
        """Learn from one exchange."""
        if evidence.accepted and obligation.expect.answer is Answer.ACCEPT:
            self.good.update({"credentials", f"operation {evidence.exchange.operation}"})
            self.good.update(f"known {name}={value}" for name, value in evidence.known)
        elif doubt is not None and evidence.status == 401 and "credentials" not in self.good:
            self.refusals += 1

    @property
    def is_missing(self) -> bool:
        """Were the credentials refused so often that nothing will ever be shown?"""
        return self.refusals >= WALL

    def settled(self, outcome: Outcome, doubt: Doubt) -> Outcome:
        """A doubt that the run has proven away leaves a failure; one that stands leaves nothing checked."""
        if doubt.needs <= self.good:
            return outcome
        leaks = tuple(finding for finding in outcome.findings if finding.layer == "secret")
        state = State.of(leaks) if leaks else State.UNCHECKED
        return replace(outcome, state=state, findings=leaks, reason=doubt.reason)
