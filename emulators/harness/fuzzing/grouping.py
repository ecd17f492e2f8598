"""Groups the outcomes of many generated requests into one for each operation, phase and expected answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.model.finding import finding_key
from emulators.harness.testcases.case import Acceptance, Risk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from emulators.harness.execution.report import Report
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.model.finding import Finding

WORDS = {Acceptance.ACCEPT: "accepted", Acceptance.REJECT: "refused", Acceptance.EITHER: "answered"}
SEVERITY = (State.FAILED, State.NOTICED, State.HELD, State.UNCHECKED)
SHOWN = 12
"""So many exchanges of a group are kept: those that led to its findings, or the first ones."""


@dataclass(frozen=True)
class CaseGroup:
    """The outcomes of one phase of one operation with the same expected answer. `kind` becomes the kind of the group's
    case."""

    kind: str
    phase: str
    outcomes: tuple[Outcome, ...]

    def outcome(self) -> Outcome:
        """Returns all outcomes as one, with each finding once, in its shortest request."""
        findings = self._findings()
        state, reason = self._state(findings)
        return Outcome(
            case=replace(
                self._first.case,
                id=self._id,
                kind=self.kind,
                title=f"{self.phase}, {self._checked} of {len(self.outcomes)} cases: {WORDS[self._answer]}",
                steps=(),
                risk=max((each.case.risk for each in self.outcomes), key=list(Risk).index),
                branch="",
            ),
            state=state,
            findings=tuple(replace(finding, subject=self._id) for finding in findings),
            exchanges=tuple(self._exchanges(findings))[:SHOWN],
            reason=reason,
            success=any(each.success for each in self.outcomes),
            seconds=sum(each.seconds for each in self.outcomes),
        )

    @property
    def _first(self) -> Outcome:
        return self.outcomes[0]

    @property
    def _answer(self) -> Acceptance:
        return self._first.case.expect.answer

    @property
    def _id(self) -> str:
        operation = self._first.case.id.partition(".")[0]
        return f"{operation}.{self.kind}.{self.phase}-{WORDS[self._answer]}".replace(" ", "-")

    @property
    def _checked(self) -> int:
        return sum(each.state is not State.UNCHECKED for each in self.outcomes)

    def _findings(self) -> list[Finding]:
        """Returns each kind of finding once, in its shortest request, with how many cases show it."""
        alike: dict[tuple[str, str, str], list[Finding]] = {}
        for outcome in self.outcomes:
            for finding in outcome.findings:
                alike.setdefault(finding_key(finding), []).append(finding)
        return [
            _with_count(min(found, key=lambda each: (len(each.curl), each.curl)), len(found))
            for found in alike.values()
        ]

    def _state(self, findings: list[Finding]) -> tuple[State, str]:
        if any(finding.is_failure for finding in findings):
            return State.FAILED, ""
        if findings:
            return State.NOTICED, ""
        if not self._checked:
            return State.UNCHECKED, Counter(each.reason for each in self.outcomes).most_common(1)[0][0]
        if self._answer is Acceptance.ACCEPT and not any(map(_met_success, self.outcomes)):
            return State.UNCHECKED, "none of its cases met a success"
        return State.HELD, ""

    def _exchanges(self, findings: list[Finding]) -> Iterator[Exchange]:
        """Yields the exchanges that led to the findings; where there is no finding, all exchanges."""
        curls = {finding.curl for finding in findings}
        for outcome in self.outcomes:
            told = {finding.curl for finding in outcome.findings} & curls
            if told or not findings:
                yield from outcome.exchanges
            curls -= told


def group_outcomes(kind: str, outcomes: Iterable[tuple[str, Outcome]]) -> Iterator[Outcome]:
    """Yields the grouped outcomes of single requests; each comes with the phase that generated it."""
    groups: dict[tuple[str, str, Acceptance], list[Outcome]] = {}
    for phase, outcome in outcomes:
        groups.setdefault((outcome.case.operation, phase, outcome.case.expect.answer), []).append(outcome)
    for (_, phase, _), found in groups.items():
        yield CaseGroup(kind, phase, tuple(found)).outcome()


def merge_outcomes(outcomes: Sequence[Outcome]) -> Outcome:
    """Returns the outcomes of one case in several runs as one: the worst state, every kind of finding once."""
    if len(outcomes) == 1:
        return outcomes[0]
    worst = min(outcomes, key=lambda each: SEVERITY.index(each.state))
    findings = {finding_key(finding): finding for outcome in reversed(outcomes) for finding in outcome.findings}
    return replace(
        worst,
        findings=tuple(findings.values()),
        success=any(outcome.success for outcome in outcomes),
        seconds=sum(outcome.seconds for outcome in outcomes),
    )


def _with_count(finding: Finding, times: int) -> Finding:
    return finding if times == 1 else replace(finding, got=f"{finding.got} (so in {times} cases)")


def _met_success(outcome: Outcome) -> bool:
    return bool(outcome.exchanges) and 200 <= outcome.exchanges[-1].response.status < 300


def merge_reports(reports: Iterable[Report]) -> Report:
    """Returns several reports of one target as one: outcomes of one case are merged, counts add up."""
    first, *others = list(reports)
    found: dict[str, list[Outcome]] = {}
    for report in (first, *others):
        for outcome in report.outcomes:
            found.setdefault(outcome.case.id, []).append(outcome)
    return replace(
        first,
        outcomes=tuple(merge_outcomes(outcomes) for outcomes in found.values()),
        requests=sum(report.requests for report in (first, *others)),
        creates=sum(report.creates for report in (first, *others)),
        seconds=sum(report.seconds for report in (first, *others)),
        stopped=next((report.stopped for report in (first, *others) if report.stopped), ""),
        interrupted=any(report.interrupted for report in (first, *others)),
        evidence=reduce(or_, (report.evidence for report in (first, *others))),
        leftovers=tuple(dict.fromkeys(line for report in (first, *others) for line in report.leftovers)),
    )
