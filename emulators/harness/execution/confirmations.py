"""Remembers what a run has shown to be good, and settles by it which excuses hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from emulators.harness.checks.excuses import ANSWER, SUCCESS, form, served
from emulators.harness.execution.outcome import State
from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from emulators.harness.checks.excuses import Excuse
    from emulators.harness.checks.observation import Observation
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.testcases.case import Case

WALL = 5
"""So many refusals of the credentials, without one success, end a run."""
NOT_OF_IT = (401, 403, 429)
"""Statuses that a server may answer before it looks whether it has the operation."""


@dataclass
class Confirmations:
    """Credentials, known values and operations that were accepted at least once in this run.

    `refusals` counts the 401 answers before the first success.
    """

    good: set[str] = field(default_factory=set)
    refusals: int = 0

    def record(self, case: Case, observation: Observation, excuse: Excuse | None) -> None:
        """Learns from one exchange."""
        if observation.accepted and case.expect.answer is Acceptance.ACCEPT:
            self.good.update({SUCCESS, "credentials", f"operation {observation.exchange.operation}"})
            self.good.update(f"known {name}={value}" for name, value in observation.known)
            self.good.update(form(observation.exchange.operation, *each) for each in observation.answered)
        elif excuse is not None and observation.status == 401 and "credentials" not in self.good:
            self.refusals += 1
        answered = observation.accepted or (observation.refused and observation.status not in NOT_OF_IT)
        if answered and not (excuse is not None and excuse.absent):
            self.good.add(served(observation.exchange.operation))

    def hear(self, exchange: Exchange) -> None:
        """Learns from any exchange, whatever it is for."""
        status = exchange.response.status
        if exchange.response.is_success or (400 <= status < 500 and status not in (*NOT_OF_IT, 404, 405)):
            self.good.add(ANSWER)

    @property
    def credentials_refused(self) -> bool:
        """Whether the credentials were refused so often, without one success, that the run can show nothing."""
        return self.refusals >= WALL

    def settle(self, outcome: Outcome, excuse: Excuse) -> Outcome:
        """Returns the outcome with its findings where the run has ruled the excuse out; otherwise as not checked."""
        if excuse.needs <= self.good:
            return outcome
        leaks = tuple(finding for finding in outcome.findings if finding.layer == "secret")
        state = State.of(leaks) if leaks else State.UNCHECKED
        return replace(outcome, state=state, findings=leaks, reason=excuse.reason)
