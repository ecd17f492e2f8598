"""Makes one sequence of calls to one target, and evaluates each by what was done before it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.client.outgoing import Blocked, OutgoingRequest, Stopped
from emulators.harness.client.ownership import identifier_pointers
from emulators.harness.contract.examples import read_examples
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.resolver import Resolver, Unavailable
from emulators.harness.masking.curl import curl
from emulators.harness.model.exchange import Exchange
from emulators.harness.model.finding import Finding
from emulators.harness.stateful.state import ModelState
from emulators.harness.stateful.transitions import IN_SEQUENCE, Transition, transitions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emulators.harness.checks.observation import Observation
    from emulators.harness.execution.isolation import Destination
    from emulators.harness.execution.run import Run
    from emulators.harness.stateful.actions import Action
    from emulators.harness.stateful.read_checks import ReadChecks
    from emulators.harness.testcases.case import Case


@dataclass
class CallSequence:
    """The calls of one sequence so far. `asked` holds the labels of the operations that are evaluated; empty means all."""

    run: Run
    destination: Destination
    actions: Sequence[Action]
    read_checks: ReadChecks
    asked: frozenset[str] = frozenset()
    state: ModelState = field(default_factory=ModelState)
    exchanges: list[Exchange] = field(default_factory=list)

    def transitions(self, rule: str) -> list[Transition]:
        """Returns every transition that a rule allows now; none once the run has stopped.

        Operations that only prepare something are called in sequence alone.
        """
        found = [] if self.run.stopped else transitions(self.actions, self.state, rule)
        return [each for each in found if rule == IN_SEQUENCE or self.evaluates(each.action.operation.label)]

    def evaluates(self, label: str) -> bool:
        """Returns whether the answers of an operation (`METHOD /path`) are evaluated, or whether it only prepares
        something."""
        return not self.asked or label in self.asked

    def make(self, transition: Transition) -> Outcome:
        """Makes one transition, and returns its outcome."""
        case = transition.case(self.state)
        resolver = self._resolver(transition)
        try:
            observation = self._send(transition, case, resolver)
        except (Unavailable, Blocked) as error:
            return Outcome(case, State.UNCHECKED, reason=self.run.mask.text(str(error)))
        except Stopped as error:
            self.run.stopped = self.run.stopped or str(error)
            return Outcome(case, State.UNCHECKED, reason=self.run.mask.text(str(error)))
        mask = self.run.mask.knowing(resolver.secrets)
        self.exchanges.append(mask.exchange(observation.exchange))
        self.run.hear(observation.exchange)
        outcome = self._evaluate(case, observation)
        if observation.accepted:
            outcome = self._remember(transition, observation, outcome)
        if self.evaluates(case.operation):
            self.run.evidence.learn(outcome, self._effects_read(transition))
        return outcome

    def _effects_read(self, transition: Transition) -> set[str]:
        """Returns the operations whose effect a transition reads."""
        action, chosen = transition.action, transition.chosen
        if action.changes:
            return set()
        shown = list(chosen.values()) if action.bound else self.read_checks.listed(action, self.state)
        return {operation for resource in shown for operation in self.state.history_of(resource)}

    def _resolver(self, transition: Transition) -> Resolver:
        """Returns a resolver in which bound values come from the chosen resources."""
        last = max(transition.chosen, default=-1)
        answers = [transition.chosen[index].answer if index in transition.chosen else None for index in range(last + 1)]
        return Resolver(self.destination.target, self.run.allocator, answers=answers)

    def _send(self, transition: Transition, case: Case, resolver: Resolver) -> Observation:
        step = replace(transition.step(), risk=case.steps[-1].risk)
        request, arguments, body = resolver.request(step, transition.action.operation)
        self.run.guard.ownership.made_up.update(resolver.made_up)
        outgoing = OutgoingRequest(transition.action.operation, request, step.risk, arguments, body)
        response = self.run.guard.send(outgoing, self.destination.transport)
        exchange = Exchange(transition.action.operation.id, request, response, body, frozenset(resolver.known))
        return resolver.observe(exchange, arguments)

    def _evaluate(self, case: Case, observation: Observation) -> Outcome:
        evaluation = self.run.evaluator.evaluate(case, observation)
        excuse, found = evaluation.excuse, evaluation.findings
        outcome = Outcome(case, State.of(found), found, tuple(self.exchanges), success=evaluation.success)
        if self.evaluates(case.operation):
            self.run.learn(outcome, observation, excuse)
        if excuse is None or (excuse.of_target and excuse.needs <= self.run.confirmations.good):
            return outcome
        return Outcome(case, State.UNCHECKED, exchanges=tuple(self.exchanges), reason=excuse.reason)

    def _remember(self, transition: Transition, observation: Observation, outcome: Outcome) -> Outcome:
        answer = observation.exchange.response.json
        found = (*outcome.findings, *self._mismatches(transition, outcome.case, answer))
        pointers = identifier_pointers(self._examples, transition.action.operation)
        self.state.remember(transition.action, transition.chosen, observation.exchange.values, answer, pointers)
        return replace(outcome, state=State.of(found), findings=found)

    def _mismatches(self, transition: Transition, case: Case, answer: Any) -> list[Finding]:
        alone = self.run.target.fresh is not None
        shown = curl(self.run.target.shown_url, self.exchanges[-1].request)
        text = self.run.mask.text
        return [
            Finding(case.id, "value", each.clause, text(each.expected), text(each.got), shown, each.pointer)
            for each in self.read_checks.mismatches(
                transition.action, transition.chosen, self.state, answer, alone=alone
            )
        ]

    @cached_property
    def _examples(self) -> Any:
        return read_examples(self.run.contract)
