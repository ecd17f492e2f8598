"""One walk through a world: moves made one after another, each judged by what was done before it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.client.outgoing import Blocked, Call, Stopped
from emulators.harness.client.ownership import handles
from emulators.harness.contract.examples import samples
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.resolver import Filling, Unavailable
from emulators.harness.masking.curl import curl
from emulators.harness.model.exchange import Exchange
from emulators.harness.model.finding import Finding
from emulators.harness.stateful.state import Memory
from emulators.harness.stateful.transitions import Move, moves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emulators.harness.checks.observation import Evidence
    from emulators.harness.execution.isolation import World
    from emulators.harness.execution.run import Run
    from emulators.harness.stateful.actions import Act
    from emulators.harness.stateful.read_checks import Recall
    from emulators.harness.testcases.case import Obligation


@dataclass
class Walk:
    """What happened so far in one world."""

    run: Run
    world: World
    acts: Sequence[Act]
    recall: Recall
    memory: Memory = field(default_factory=Memory)
    exchanges: list[Exchange] = field(default_factory=list)

    def moves(self, rule: str) -> list[Move]:
        """Every move that a rule allows now; none once the run has stopped."""
        return [] if self.run.stopped else moves(self.acts, self.memory, rule)

    def make(self, move: Move) -> Outcome:
        """Make one move, and say what came of it."""
        obligation = move.obligation(self.memory)
        filling = self._filling(move)
        try:
            evidence = self._asked(move, obligation, filling)
        except (Unavailable, Blocked) as error:
            return Outcome(obligation, State.UNCHECKED, reason=self.run.mask.text(str(error)))
        except Stopped as error:
            self.run.stopped = self.run.stopped or str(error)
            return Outcome(obligation, State.UNCHECKED, reason=self.run.mask.text(str(error)))
        mask = self.run.mask.knowing(filling.secrets)
        self.exchanges.append(mask.exchange(evidence.exchange))
        outcome = self._judged(obligation, evidence)
        return self._remembered(move, evidence, outcome) if evidence.accepted else outcome

    def _filling(self, move: Move) -> Filling:
        """Bound values come from the things that were chosen, wherever the obligation would have them from."""
        last = max(move.chosen, default=-1)
        answers = [move.chosen[index].answer if index in move.chosen else None for index in range(last + 1)]
        return Filling(self.world.target, self.run.allocator, answers=answers)

    def _asked(self, move: Move, obligation: Obligation, filling: Filling) -> Evidence:
        step = replace(move.step(), risk=obligation.steps[-1].risk)
        request, arguments, body = filling.request(step, move.act.operation)
        self.run.rails.ownership.minted.update(filling.minted)
        call = Call(move.act.operation, request, step.risk, arguments, body)
        response = self.run.rails.send(call, self.world.wire)
        exchange = Exchange(move.act.operation.id, request, response, body, frozenset(filling.known))
        return filling.observed(exchange, arguments)

    def _judged(self, obligation: Obligation, evidence: Evidence) -> Outcome:
        judgement = self.run.judge.judge(obligation, evidence)
        if judgement.doubt is not None and judgement.doubt.reason:
            return Outcome(obligation, State.UNCHECKED, exchanges=tuple(self.exchanges), reason=judgement.doubt.reason)
        return Outcome(
            obligation,
            State.of(judgement.findings),
            judgement.findings,
            tuple(self.exchanges),
            success=judgement.success,
        )

    def _remembered(self, move: Move, evidence: Evidence, outcome: Outcome) -> Outcome:
        answer = evidence.exchange.response.json
        found = (*outcome.findings, *self._lapses(move, outcome.obligation, answer))
        pointers = handles(self._book, move.act.operation)
        self.memory.remember(move.act, move.chosen, evidence.exchange.values, answer, pointers)
        return replace(outcome, state=State.of(found), findings=found)

    def _lapses(self, move: Move, obligation: Obligation, answer: Any) -> list[Finding]:
        alone = self.run.target.fresh is not None
        shown = curl(self.run.target.url, self.exchanges[-1].request)
        text = self.run.mask.text
        return [
            Finding(obligation.id, "value", each.clause, text(each.expected), text(each.got), shown, each.pointer)
            for each in self.recall.lapses(move.act, move.chosen, self.memory, answer, alone=alone)
        ]

    @cached_property
    def _book(self) -> Any:
        return samples(self.run.contract)
