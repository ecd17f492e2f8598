"""A frozen corpus, sent to a target and judged like any other obligation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.execution.isolation import one_world
from emulators.harness.execution.outcome import State
from emulators.harness.execution.run import Run
from emulators.harness.fuzzing.grouping import gathered
from emulators.harness.fuzzing.schemathesis_checks import Opinion
from emulators.harness.masking.curl import curl
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.rate_limit import Clock
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report
    from emulators.harness.fuzzing.corpus import Corpus


def replay(  # noqa: PLR0913 (the same)
    contract: Contract,
    target: Target,
    frozen: Corpus,
    *,
    seed: int | None = None,
    ledger: Ledger | None = None,
    clock: Clock | None = None,
) -> Report:
    """Send a frozen corpus to a target, and report."""
    run = Run(contract, one_world(target), seed=seed, ledger=ledger, clock=clock)
    return run.report(list(played(run, frozen)))


def played(run: Run, frozen: Corpus) -> Iterator[Outcome]:
    """Every entry of a corpus, played and judged, one outcome for each property."""
    phases, obligations = {}, []
    for entry, obligation in frozen.obligations(run.contract):
        phases[obligation.id] = entry.phase
        obligations.append(obligation)
    if run.target.is_railed:
        obligations.sort(key=lambda each: list(Risk).index(each.risk))
    opinion = Opinion(run.contract)
    outcomes = (_heard(opinion, run, outcome) for outcome in run.outcomes(obligations))
    return gathered("property", ((phases[outcome.obligation.id], outcome) for outcome in outcomes))


def _heard(opinion: Opinion, run: Run, outcome: Outcome) -> Outcome:
    """The outcome, with what Schemathesis's own checks say of an answer that the judge has nothing against."""
    operation = run.contract.operation(outcome.obligation.operation)
    if outcome.state is not State.HELD or not outcome.exchanges or operation is None:
        return outcome
    exchange = outcome.exchanges[-1]
    shown = curl(run.target.url, exchange.request)
    found = tuple(opinion.findings(outcome.obligation.id, operation, exchange, shown))
    return replace(outcome, state=State.NOTICED, findings=found) if found else outcome
