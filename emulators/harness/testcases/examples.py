"""Every exchange that the contract prints is owed as it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.model.clause import Basis, known_as
from emulators.harness.testcases.builder import Draft, Theme
from emulators.harness.testcases.case import Answer, Expectation, Obligation, Risk
from emulators.harness.testcases.from_examples import Rewriter
from emulators.harness.testcases.prerequisites import played

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.examples import Sample


def exchanges(draft: Draft) -> Iterator[Obligation]:
    """One obligation an exchange, played after what is given to it."""
    rewriter = Rewriter(draft.known, as_printed=True)
    for sample in draft.book.values():
        if sample.operation is draft.operation:
            *before, last = played(draft.book, sample, rewriter.step)
            steps = (*before, replace(last, risk=_risk(draft, sample)))
            clause = known_as(sample.node.clause(f"exchange {sample.name}"), sample.basis("status"))
            theme = Theme("exchange", f"the exchange {sample.name}", sample.name)
            yield draft.obligation(theme, clause, steps, _expected(sample), sample)


def _expected(sample: Sample) -> Expectation:
    answer = Answer.ACCEPT if sample.response.is_success else Answer.REJECT
    status = Basis.weakest(sample.basis("status"), sample.response.node.basis())
    return Expectation(answer, sample.basis("status"), tuple(sample.response.causes), (sample.response.status,), status)


def _risk(draft: Draft, sample: Sample) -> Risk:
    if draft.risk is Risk.READ:
        return Risk.READ
    refused = not sample.response.is_success and sample.basis("status").binds
    return Risk.REFUSED if refused else draft.risk
