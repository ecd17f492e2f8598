"""Was the request taken or refused, and with the status that the contract names?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.harness.testcases.case import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.checks.context import Case
    from emulators.harness.model.finding import Finding

WORDS = {Answer.ACCEPT: "accepted", Answer.REJECT: "refused", Answer.EITHER: "accepted or refused"}


def wrong_class(case: Case) -> Iterator[Finding]:
    """Taken where it should be refused, refused where it should be taken, or neither."""
    expect, evidence = case.obligation.expect, case.evidence
    right = {
        Answer.ACCEPT: evidence.accepted,
        Answer.REJECT: evidence.refused or evidence.status in expect.statuses,
        Answer.EITHER: evidence.accepted or evidence.refused,
    }
    if not right[expect.answer]:
        statuses = f" ({_either(expect.statuses)})" if expect.statuses else ""
        clause = replace(case.obligation.clause, basis=expect.basis)
        yield case.finding("class", clause, WORDS[expect.answer] + statuses, _got(case))


def wrong_status(case: Case) -> Iterator[Finding]:
    """The right class by another status."""
    expect = case.obligation.expect
    if expect.answer is not Answer.EITHER and case.status_is_off:
        node = case.owed.node if case.owed else case.operation.node
        statuses = _either(expect.statuses)
        clause = replace(node.clause(f"status {statuses}"), basis=expect.status_basis)
        yield case.finding("status", clause, statuses, _got(case))


def _either(statuses: tuple[int, ...]) -> str:
    return " or ".join(map(str, statuses))


def _got(case: Case) -> str:
    return f"{case.evidence.status}: {case.quoted}"
