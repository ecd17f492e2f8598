"""Reasons outside a valid request for which it may be refused: a duplicate, or the state of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.testcases.placeholders import Fresh, placeholders

if TYPE_CHECKING:
    from emulators.harness.testcases.builder import CaseBuilder
    from emulators.harness.testcases.case import Step


def depends_on_branch(builder: CaseBuilder, step: Step) -> bool:
    """Returns whether the answer depends on the branch of an existing resource that the request changes."""
    return bool(builder.bound) and isinstance(step.body, dict) and not builder.discriminating.isdisjoint(step.body)


def may_exist_already(builder: CaseBuilder, step: Step) -> bool:
    """Returns whether the operation refuses duplicates, and nothing in the request is certainly new."""
    fresh = any(isinstance(each, Fresh) for each in placeholders(step.body))
    return not fresh and (bool(builder.operation.answering("duplicate")) or _refuses_repetition(builder))


def _refuses_repetition(builder: CaseBuilder) -> bool:
    """Returns whether an example prints a refusal that only an earlier good request of the same operation explains."""
    refused = [
        each
        for each in builder.examples.values()
        if each.operation is builder.operation and not each.response.is_success
    ]
    return any(name.split("/")[0] == builder.operation.id for each in refused for name in each.given)
