"""The content that all reports for people share: verdict, counts, reasons, failures and notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.document.location import shown_path
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.reports.coverage import Coverage

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report
    from emulators.harness.model.finding import Finding

ORDER = (State.FAILED, State.NOTICED, State.UNCHECKED, State.HELD)
"""The states, what matters most first."""


@dataclass(frozen=True)
class Found:
    """One finding with its outcome. A notice stands for `times` findings that say the same of one clause."""

    outcome: Outcome
    finding: Finding
    times: int = 1

    @property
    def location(self) -> str:
        """The clause's position as `file:line`."""
        return f"{shown_path(self.finding.clause.file)}:{self.finding.clause.line}"


@dataclass(frozen=True)
class Content:
    """A report, prepared for people."""

    report: Report

    @property
    def title(self) -> str:
        """The target and the contract."""
        report = self.report
        return f"{report.target} against the contract {report.contract} {report.version}".strip()

    @property
    def checked(self) -> int:
        """How many cases were checked."""
        return len(self.report.outcomes) - self.report.count(State.UNCHECKED)

    @property
    def verdict(self) -> str:
        """The verdict in one sentence, for an inconclusive run with the reason."""
        report = self.report
        if report.verdict is Verdict.BROKEN:
            return f"of {self.checked} cases that were checked, {report.count(State.FAILED)} failed"
        if report.stopped:
            return f"the run stopped: {report.stopped}"
        if report.verdict is Verdict.INCONCLUSIVE:
            return "no success that the contract describes was ever met, so nothing is proved"
        return f"all {self.checked} cases that were checked hold where the contract binds"

    @property
    def successes(self) -> str:
        """How often a success was met, in words."""
        return {0: "never met", 1: "met once"}.get(self.report.successes, f"met {self.report.successes} times")

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the contract was checked."""
        return Coverage.of(self.report)

    @cached_property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why cases were not checked, and how many each time."""
        unchecked = (each for each in self.report.outcomes if each.state is State.UNCHECKED)
        return tuple(Counter(each.reason or "no reason given" for each in unchecked).most_common())

    @cached_property
    def counts(self) -> tuple[tuple[State, int], ...]:
        """How many cases there are of each state."""
        return tuple((state, self.report.count(state)) for state in ORDER)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every outcome, what matters most first."""
        return tuple(sorted(self.report.outcomes, key=lambda each: ORDER.index(each.state)))

    @cached_property
    def failures(self) -> tuple[Found, ...]:
        """The findings for which the target fails."""
        return tuple(each for each in self._found() if each.finding.is_failure)

    @cached_property
    def notices(self) -> tuple[Found, ...]:
        """The other findings, those that say the same of one clause together."""
        groups: dict[tuple[object, ...], list[Found]] = {}
        for each in self._found():
            finding = each.finding
            if not finding.is_failure:
                key = (finding.clause.file, finding.clause.pointer, finding.layer, finding.expected)
                groups.setdefault(key, []).append(each)
        return tuple(Found(group[0].outcome, group[0].finding, len(group)) for group in groups.values())

    def _found(self) -> list[Found]:
        return [Found(outcome, finding) for outcome in self.report.outcomes for finding in outcome.findings]
