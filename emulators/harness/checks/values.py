"""Checks an answer against the one that the contract prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from emulators.harness.checks.json_compare import JsonComparison, JsonDifference
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis
from emulators.harness.schema.traversal import part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.checks.context import CheckContext
    from emulators.harness.contract.examples import Example
    from emulators.harness.model.finding import Finding
    from emulators.harness.schema.validation import Schema


def check_values(context: CheckContext, schema: Schema) -> Iterator[Finding]:
    """Yields a finding for each value that differs from the printed answer."""
    example = context.case.example
    if example is None or example.expected is NOTHING or context.matching_response is not example.response:
        return
    clause = replace(example.node.clause(f"the exchange {example.name}", "value"), basis=_basis(context, example))
    for difference in _differences(context, example, schema):
        yield context.finding("value", clause, difference.expected, difference.got, difference.pointer)


def _basis(context: CheckContext, example: Example) -> Basis:
    """Returns how the printed answer is known: no better than inferred, once the target's own values stand in it."""
    printed = example.basis("body")
    return Basis.weakest(printed, Basis.INFERRED) if context.observation.substituted else printed


def _differences(context: CheckContext, example: Example, schema: Schema) -> Iterator[JsonDifference]:
    observation, sent_texts = context.observation, context.observation.sent_texts
    expected = _swapped(example.expected, observation.substitutions)
    comparison = JsonComparison(isolated=observation.isolated)
    for difference in comparison.differences(expected, context.answer, schema.node):
        printed = part(example.expected, difference.pointer)
        if isinstance(printed, str) and printed in sent_texts and printed == part(context.answer, difference.pointer):
            continue  # fields that are printed alike, and only another of them was sent otherwise
        yield difference


def _swapped(value: Any, substitutions: Mapping[str, str]) -> Any:
    """Returns the printed answer with what was sent in place of the printed values."""
    if isinstance(value, dict):
        return {key: _swapped(inner, substitutions) for key, inner in value.items()}
    if isinstance(value, list):
        return [_swapped(inner, substitutions) for inner in value]
    if isinstance(value, str):
        for printed, sent in substitutions.items():
            value = sent if value == printed else value.replace(printed, sent) if len(printed) > 5 else value
    return value
