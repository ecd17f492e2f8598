"""One obligation being played: its steps in order, filled in, in one world."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Call
from emulators.harness.execution.resolver import Unavailable
from emulators.harness.model.exchange import Exchange

if TYPE_CHECKING:
    from emulators.harness.checks.observation import Evidence
    from emulators.harness.client.guard import Rails
    from emulators.harness.client.transport import Wire
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.resolver import Filling
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.testcases.case import Obligation, Step


@dataclass
class Play:
    """What came of the steps so far. `way` leads into the world that they are played in."""

    contract: Contract
    rails: Rails
    way: Wire
    filling: Filling
    exchanges: list[Exchange] = field(default_factory=list)

    def of(self, obligation: Obligation) -> Evidence:
        """Play all steps; the evidence of the last. `Unavailable`, `Blocked` or `Stopped` where that does not come about."""
        *before, last = obligation.steps
        for step in before:
            evidence = self._asked(step)
            if not evidence.accepted and not step.may_fail:
                label = self.contract.named(step.operation).label
                raise Unavailable(f"a step before it was not accepted: {label} answered {evidence.status}")
        return self._asked(last)

    def _asked(self, step: Step) -> Evidence:
        operation = self.contract.named(step.operation)
        request, arguments, body = self.filling.request(step, operation)
        self.rails.ownership.minted.update(self.filling.minted)
        response = self.rails.send(Call(operation, request, step.risk, arguments, body), self.way)
        exchange = Exchange(operation.id, request, response, body, frozenset(self.filling.known))
        self.exchanges.append(exchange)
        self.filling.answers.append(response.json)
        return self.filling.observed(exchange, arguments)

    def masked(self, mask: Mask) -> tuple[Exchange, ...]:
        """What was said so far, without secrets: the target's, and those that were made up."""
        known = mask.knowing(self.filling.secrets)
        return tuple(known.exchange(exchange) for exchange in self.exchanges)
