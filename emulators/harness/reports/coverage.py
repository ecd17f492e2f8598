"""Coverage: how many cases of a contract were checked, by branch, operation and target."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.errors import ConfigError
from emulators.harness.execution.outcome import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.execution.report import Report


@dataclass(frozen=True, slots=True)
class Mark:
    """The state of one case at one target."""

    target: str
    operation: str
    branch: str
    case: str
    state: State

    @property
    def is_checked(self) -> bool:
        """Whether the case was checked there."""
        return self.state is not State.UNCHECKED


@dataclass(frozen=True, slots=True)
class Row:
    """One branch of one operation: how many cases it has, and how many were checked at each target."""

    operation: str
    branch: str
    cases: int
    checked: tuple[int, ...]

    @property
    def label(self) -> str:
        """The operation, with its branch if it has several."""
        return f"{self.operation}, {self.branch}" if self.branch else self.operation


@dataclass(frozen=True)
class Coverage:
    """The coverage of one run, or of several against different targets (`+` adds them up)."""

    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, report: Report) -> Coverage:
        """Returns the coverage of a report."""
        return cls(
            tuple(
                Mark(report.target, each.case.operation, each.case.branch, each.case.id, each.state)
                for each in report.outcomes
            )
        )

    @classmethod
    def read(cls, text: str) -> Coverage:
        """Returns the coverage of a `report.json` that was kept.

        Raises:
            ConfigError: the text is none.
        """
        try:
            document = json.loads(text)
            return cls(
                tuple(
                    Mark(
                        document["target"],
                        each["operation"],
                        each["branch"],
                        each["case"] if "case" in each else each["obligation"],  # what older reports call it
                        State(each["state"]),
                    )
                    for each in document["outcomes"]
                )
            )
        except (ValueError, KeyError, TypeError):
            raise ConfigError("this is not the report.json of a run") from None

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.marks + other.marks)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The targets, in the order of their runs."""
        return tuple(dict.fromkeys(mark.target for mark in self.marks))

    @cached_property
    def cases(self) -> int:
        """How many cases there are."""
        return len({mark.case for mark in self.marks})

    def checked(self, target: str = "") -> int:
        """Returns how many cases were checked at a target, or at any."""
        return len({mark.case for mark in self.marks if mark.is_checked and target in ("", mark.target)})

    def percent(self, target: str = "") -> float:
        """Returns the share of cases that were checked, in percent, rounded down: 100 means all of them."""
        return self.checked(target) * 1000 // self.cases / 10 if self.cases else 0.0

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row for each branch of each operation, those of one path together."""
        places = {(mark.operation, mark.branch) for mark in self.marks}
        return tuple(self._row(*place) for place in sorted(places, key=_by_path))

    def _row(self, operation: str, branch: str) -> Row:
        part = Coverage(tuple(mark for mark in self.marks if (mark.operation, mark.branch) == (operation, branch)))
        return Row(operation, branch, part.cases, tuple(part.checked(target) for target in self.targets))


def merged(tables: Iterable[Coverage]) -> Coverage:
    """Returns several coverages as one."""
    return Coverage(tuple(_marks(tables)))


def _marks(tables: Iterable[Coverage]) -> Iterator[Mark]:
    for table in tables:
        yield from table.marks


def _by_path(place: tuple[str, str]) -> tuple[str, str, str]:
    method, _, path = place[0].partition(" ")
    return path, method, place[1]
