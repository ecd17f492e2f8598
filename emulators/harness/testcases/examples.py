"""Cases for the exchanges that a contract prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.model.clause import Basis, with_basis
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Acceptance, Case, ExpectedAnswer, Risk
from emulators.harness.testcases.from_examples import ExampleConverter
from emulators.harness.testcases.prerequisites import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.examples import Example


def printed_examples(builder: CaseBuilder) -> Iterator[Case]:
    """Yields one case for each printed exchange of the operation, with its prerequisites before it."""
    converter = ExampleConverter(builder.known, as_printed=True)
    for example in builder.examples.values():
        if example.operation is builder.operation:
            *before, last = steps_of(builder.examples, example, converter.step)
            steps = (*before, replace(last, risk=_risk(builder, example)))
            clause = with_basis(example.node.clause(f"exchange {example.name}"), example.basis("status"))
            label = CaseLabel("exchange", f"the exchange {example.name}", example.name)
            yield builder.case(label, clause, steps, _expected(example), example)


def _expected(example: Example) -> ExpectedAnswer:
    answer = Acceptance.ACCEPT if example.response.is_success else Acceptance.REJECT
    status = Basis.weakest(example.basis("status"), example.response.node.basis())
    return ExpectedAnswer(
        answer, example.basis("status"), tuple(example.response.causes), (example.response.status,), status
    )


def _risk(builder: CaseBuilder, example: Example) -> Risk:
    if builder.risk is Risk.READ:
        return Risk.READ
    refused = not example.response.is_success and example.basis("status").binds
    return Risk.REFUSED if refused else builder.risk
