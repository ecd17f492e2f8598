"""Is the answer the one that the contract prints?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from emulators.harness.checks.json_compare import Comparison, Difference
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis
from emulators.harness.schema.traversal import part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.checks.context import Case
    from emulators.harness.contract.examples import Sample
    from emulators.harness.model.finding import Finding
    from emulators.harness.schema.validation import Shape


def wrong_values(case: Case, shape: Shape) -> Iterator[Finding]:
    """Where an answer departs from the printed one, if it is the answer that was printed."""
    sample = case.obligation.sample
    if sample is None or sample.expected is NOTHING or case.described is not sample.response:
        return
    clause = replace(sample.node.clause(f"the exchange {sample.name}", "value"), basis=_basis(case, sample))
    for difference in _differences(case, sample, shape):
        yield case.finding("value", clause, difference.expected, difference.got, difference.pointer)


def _basis(case: Case, sample: Sample) -> Basis:
    """With known values of the target's own in it, a printed exchange is no longer quite the printed one."""
    printed = sample.basis("body")
    return Basis.weakest(printed, Basis.INFERRED) if case.evidence.substituted else printed


def _differences(case: Case, sample: Sample, shape: Shape) -> Iterator[Difference]:
    evidence, said = case.evidence, case.evidence.said
    expected = _swapped(sample.expected, evidence.swapped)
    comparison = Comparison(own_world=evidence.own_world)
    for difference in comparison.differences(expected, case.answer, shape.node):
        printed = part(sample.expected, difference.pointer)
        if isinstance(printed, str) and printed in said and printed == part(case.answer, difference.pointer):
            continue  # fields that are printed alike, and only another of them was sent otherwise
        yield difference


def _swapped(value: Any, swapped: Mapping[str, str]) -> Any:
    """The printed answer, with what was sent instead of the printed values."""
    if isinstance(value, dict):
        return {key: _swapped(inner, swapped) for key, inner in value.items()}
    if isinstance(value, list):
        return [_swapped(inner, swapped) for inner in value]
    if isinstance(value, str):
        for printed, sent in swapped.items():
            value = sent if value == printed else value.replace(printed, sent) if len(printed) > 5 else value
    return value
