"""The long way round: generated requests and life cycles against one target, for as long as one likes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness import corpus
from emulators.harness.curl import curl
from emulators.harness.model import Outcome, Risk, State
from emulators.harness.properties.cases import EXAMPLES
from emulators.harness.properties.opinion import Opinion
from emulators.harness.properties.property import gathered
from emulators.harness.run import Run, chosen

if TYPE_CHECKING:
    from emulators.harness.contract import Contract
    from emulators.harness.corpus import Corpus
    from emulators.harness.target import Target


def played(contract: Contract, run: Run, frozen: Corpus) -> Iterator[Outcome]:
    """Every entry of a corpus, played and judged, one outcome a property."""
    phases, obligations = {}, []
    for entry, obligation in frozen.obligations(contract):
        phases[obligation.id] = entry.phase
        obligations.append(obligation)
    if run.target.is_railed:
        obligations.sort(key=lambda each: list(Risk).index(each.risk))
    opinion = Opinion(contract)
    outcomes = (second(opinion, contract, run, outcome) for outcome in run.outcomes(obligations))
    yield from gathered((phases[outcome.obligation.id], outcome) for outcome in outcomes)


def second(opinion: Opinion, contract: Contract, run: Run, outcome: Outcome) -> Outcome:
    """The outcome, with what Schemathesis's own checks say of an answer that the judge has nothing against."""
    operation = contract.operation(outcome.obligation.operation)
    if outcome.state is not State.HELD or not outcome.exchanges or operation is None:
        return outcome
    exchange = outcome.exchanges[-1]
    shown = curl(run.target.url, exchange.request)
    found = tuple(opinion.findings(outcome.obligation.id, operation, exchange, shown))
    return replace(outcome, state=State.NOTICED, findings=found) if found else outcome
