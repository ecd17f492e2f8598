"""Sends the steps of one case in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import OutgoingRequest
from emulators.harness.execution.resolver import Unavailable
from emulators.harness.model.exchange import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.harness.checks.observation import Observation
    from emulators.harness.client.guard import RequestGuard
    from emulators.harness.client.transport import Transport
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.resolver import Resolver
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.testcases.case import Case, Step


@dataclass
class Executor:
    """Sends the steps of one case, and keeps the exchanges.

    `transport` leads to the data on which the case works, `on_answer` is called with each exchange.
    """

    contract: Contract
    guard: RequestGuard
    transport: Transport
    resolver: Resolver
    on_answer: Callable[[Exchange], None]
    exchanges: list[Exchange] = field(default_factory=list)

    def execute(self, case: Case) -> Observation:
        """Sends all steps, and returns the observation of the last one.

        Raises:
            Unavailable: a value is missing, or an earlier step was not accepted.
            Blocked: a request may not be sent.
            Stopped: nothing more may be sent in this run.
        """
        *before, last = case.steps
        for step in before:
            observation = self._send(step)
            if not observation.accepted and not step.may_fail:
                label = self.contract.named(step.operation).label
                raise Unavailable(f"a step before it was not accepted: {label} answered {observation.status}")
        return self._send(last)

    def _send(self, step: Step) -> Observation:
        operation = self.contract.named(step.operation)
        request, arguments, body = self.resolver.request(step, operation)
        self.guard.ownership.made_up.update(self.resolver.made_up)
        response = self.guard.send(OutgoingRequest(operation, request, step.risk, arguments, body), self.transport)
        exchange = Exchange(operation.id, request, response, body, frozenset(self.resolver.known))
        self.exchanges.append(exchange)
        self.on_answer(exchange)
        self.resolver.answers.append(response.json)
        return self.resolver.observe(exchange, arguments)

    def masked(self, mask: Mask) -> tuple[Exchange, ...]:
        """Returns the exchanges so far, with the secrets of the target and the made-up ones masked."""
        known = mask.knowing(self.resolver.secrets)
        return tuple(known.exchange(exchange) for exchange in self.exchanges)
