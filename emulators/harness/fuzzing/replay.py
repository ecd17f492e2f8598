"""Sends a corpus to a target."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.execution.isolation import in_one_namespace
from emulators.harness.execution.outcome import State
from emulators.harness.execution.run import Run
from emulators.harness.fuzzing.grouping import group_outcomes
from emulators.harness.fuzzing.schemathesis_checks import SchemathesisChecks
from emulators.harness.masking.curl import curl
from emulators.harness.testcases.case import Acceptance, Risk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.rate_limit import WallClock
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
    clock: WallClock | None = None,
) -> Report:
    """Sends a corpus to a target, and returns the report.

    Raises:
        ConfigError: the corpus is of another contract.
    """
    run = Run(contract, in_one_namespace(target), seed=seed, ledger=ledger, clock=clock)
    return run.report(list(send_corpus(run, frozen)))


def send_corpus(run: Run, frozen: Corpus, on_step: Callable[[], None] = lambda: None) -> Iterator[Outcome]:
    """Sends every entry of a corpus, and yields the grouped outcomes. `on_step` is called after each entry."""
    phases, cases = {}, []
    for entry, case in frozen.cases(run.contract):
        phases[case.id] = entry.phase
        cases.append(case)
    if run.target.is_guarded:
        cases.sort(key=lambda each: (each.expect.answer is not Acceptance.ACCEPT, list(Risk).index(each.risk)))
    schemathesis_checks = SchemathesisChecks(run.contract)

    absent: list[Outcome] = []

    def outcomes() -> Iterator[tuple[str, Outcome]]:
        for outcome in run.outcomes(cases):
            on_step()
            if outcome.case.id in phases:
                yield phases[outcome.case.id], _add_schemathesis_findings(schemathesis_checks, run, outcome)
            else:
                absent.append(outcome)  # of no request, but of an operation that the target does not have

    yield from group_outcomes("property", outcomes())
    yield from absent


def _add_schemathesis_findings(schemathesis_checks: SchemathesisChecks, run: Run, outcome: Outcome) -> Outcome:
    """Returns the outcome with the findings of Schemathesis's own checks, where it has none itself."""
    operation = run.contract.operation(outcome.case.operation)
    if outcome.state is not State.HELD or not outcome.exchanges or operation is None:
        return outcome
    exchange = outcome.exchanges[-1]
    shown = curl(run.target.shown_url, exchange.request)
    found = tuple(schemathesis_checks.findings(outcome.case.id, operation, exchange, shown))
    return replace(outcome, state=State.NOTICED, findings=found) if found else outcome
