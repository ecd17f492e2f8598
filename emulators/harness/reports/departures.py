"""Groups findings into departures: one entry for each clause that a target departs from, with its cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.document.location import short_path
from emulators.harness.model.finding import finding_key
from emulators.harness.reports.text import line

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report
    from emulators.harness.model.finding import Finding

_EXPECTED_ANSWER = re.compile(r": (accepted|refused|answered)$")
EXAMPLES = 3
"""So many cases of a departure are shown."""


@dataclass(frozen=True)
class Found:
    """One finding with its outcome."""

    outcome: Outcome
    finding: Finding

    @property
    def case(self) -> str:
        """The request in words, without the answer that its title promises."""
        case = self.outcome.case
        return f"{case.operation}: {_EXPECTED_ANSWER.sub('', case.title)}"

    @property
    def title(self) -> str:
        """The request in words, what was expected of the answer, and what came."""
        expected, got = line(self.finding.expected, 120), line(self.finding.got, 120)
        return f"{self.case}: expected {expected}, got {got}"


@dataclass(frozen=True)
class Departure:
    """One departure from one clause, with every finding of it."""

    found: tuple[Found, ...]

    @property
    def first(self) -> Found:
        """The finding that is shown whole."""
        return self.found[0]

    @property
    def finding(self) -> Finding:
        """The finding that is shown whole, without its case."""
        return self.found[0].finding

    @property
    def location(self) -> str:
        """The clause's position as `file:line`."""
        return f"{short_path(self.finding.clause.file)}:{self.finding.clause.line}"

    @cached_property
    def cases(self) -> tuple[Found, ...]:
        """The findings, one for each case."""
        found: dict[str, Found] = {}
        for each in self.found:
            found.setdefault(each.outcome.case.id, each)
        return tuple(found.values())

    @property
    def examples(self) -> tuple[Found, ...]:
        """The first cases."""
        return self.cases[:EXAMPLES]

    @property
    def more(self) -> int:
        """How many cases there are beside the examples."""
        return len(self.cases) - len(self.examples)


def departures_of(report: Report) -> tuple[Departure, ...]:
    """Returns the findings of all outcomes, those that say the same of one clause together."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for outcome in report.outcomes:
        for finding in outcome.findings:
            groups.setdefault(departure_key(finding), []).append(Found(outcome, finding))
    return tuple(Departure(tuple(group)) for group in groups.values())


def departure_key(finding: Finding) -> tuple[object, ...]:
    """Returns what the findings of one departure have in common. What a value was expected to be differs with the request."""
    expected = finding.expected if finding.layer in ("class", "status") else ""
    return finding.clause.file, finding.clause.basis, expected, *finding_key(finding)
