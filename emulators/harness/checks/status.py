"""Checks whether the request was accepted or refused, and by which status."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.testcases.case import Acceptance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.context import CheckContext
    from emulators.harness.model.finding import Finding

WORDS = {Acceptance.ACCEPT: "accepted", Acceptance.REJECT: "refused", Acceptance.EITHER: "accepted or refused"}


def check_acceptance(context: CheckContext) -> Iterator[Finding]:
    """Yields a finding where a request was accepted that must be refused, was refused that must be accepted, or failed."""
    expect, observation = context.case.expect, context.observation
    right = {
        Acceptance.ACCEPT: observation.accepted,
        Acceptance.REJECT: observation.refused or observation.status in expect.statuses,
        Acceptance.EITHER: observation.accepted or observation.refused,
    }
    if not right[expect.answer]:
        statuses = f" ({_either(expect.statuses)})" if expect.statuses else ""
        clause = replace(context.case.clause, basis=expect.basis)
        yield context.finding("class", clause, WORDS[expect.answer] + statuses, _got(context))


def check_status(context: CheckContext) -> Iterator[Finding]:
    """Yields a finding where the answer is right, and its status is not the contract's."""
    expect = context.case.expect
    if expect.answer is not Acceptance.EITHER and context.status_differs:
        node = context.expected_response.node if context.expected_response else context.operation.node
        statuses = _either(expect.statuses)
        clause = replace(node.clause(f"status {statuses}"), basis=expect.status_basis)
        yield context.finding("status", clause, statuses, _got(context))


def _either(statuses: tuple[int, ...]) -> str:
    return " or ".join(map(str, statuses))


def _got(context: CheckContext) -> str:
    return f"{context.observation.status}: {context.quoted}"
