"""Every exchange that the contract prints is owed as it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.chain import played
from emulators.harness.draft import Draft, Theme, known_as
from emulators.harness.model import Answer, Basis, Expectation, Obligation, Risk
from emulators.harness.rewriter import Rewriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.samples import Sample


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
