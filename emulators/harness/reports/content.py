"""The content that all reports for people share: verdict, counts, reasons, failures and notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.reports.coverage import Coverage
from emulators.harness.reports.departures import Departure, Found, departures_of
from emulators.harness.reports.leftovers import leftover_lines, sweep_command
from emulators.harness.reports.text import line
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report

ORDER = (State.FAILED, State.NOTICED, State.UNCHECKED, State.HELD)
"""The states, what matters most first."""


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
        if self._reads_nothing:
            return f"{report.contract} has no operation that reads, so nothing is sent in the mode readonly"
        if not report.successes:
            return "no success that the contract describes was ever met, so nothing is proved"
        if report.verdict is Verdict.INCONCLUSIVE:
            return "; ".join((*report.gaps, *self._no_good_write))
        return f"all {self.checked} cases that were checked hold where the contract binds"

    @property
    def _no_good_write(self) -> tuple[str, ...]:
        """Why the mode no-provision can prove nothing of what writes, one sentence; nothing in another mode."""
        return ("the mode no-provision sends no good write",) if self.report.details.mode == "no-provision" else ()

    @property
    def _reads_nothing(self) -> bool:
        details = self.report.details
        return details.mode == "readonly" and all(each.case.risk is not Risk.READ for each in self.report.outcomes)

    @property
    def proven(self) -> str:
        """How many of the contract's clauses were really proven, and their share."""
        report = self.report
        share = report.proven * 100 // report.clauses if report.clauses else 0
        return f"{report.proven} of {report.clauses} clauses ({share}%)"

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

    @staticmethod
    def outcome_title(outcome: Outcome) -> str:
        """Returns a case in words, with what was expected and what came where something is wrong with it."""
        worst = sorted(outcome.findings, key=lambda each: not each.is_failure)
        return Found(outcome, worst[0]).title if worst else f"{outcome.case.operation}: {outcome.case.title}"

    @cached_property
    def failures(self) -> tuple[Departure, ...]:
        """The departures for which the target fails."""
        return tuple(each for each in self.departures if each.finding.is_failure)

    @cached_property
    def notices(self) -> tuple[Departure, ...]:
        """The other departures."""
        return tuple(each for each in self.departures if not each.finding.is_failure)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """The findings of all outcomes, those that say the same of one clause together."""
        return departures_of(self.report)

    @cached_property
    def leftovers(self) -> tuple[str, ...]:
        """What the run made and could not delete, a short line each."""
        return leftover_lines(self.report)

    @property
    def sweep(self) -> str:
        """The command that deletes what was left over, as far as the contract has a way."""
        return sweep_command(self.report)

    @cached_property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """When, by which version, against which URL, in which mode, with which seed and command the run was made."""
        return tuple((name, line(value, 1000)) for name, value in self.report.details.facts)
