"""Gives the values that are made up for one side to both: the same numbers for the same case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.execution.resolver import Allocator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from emulators.harness.testcases.case import Case


@dataclass
class SharedValues:
    """The made-up values of each case. `source` makes new ones, and none of them twice. `prints`: the values that the
    contract prints may be sent instead, since both sides take them.
    """

    source: Allocator
    prints: bool = True
    lines: dict[str, list[str]] = field(default_factory=dict)


class SharedAllocator(Allocator):
    """Gives one side the shared values. Numbers that an account owns remain its own."""

    def __init__(self, shared_values: SharedValues) -> None:
        super().__init__(0)
        self.prints = shared_values.prints
        self._shared = shared_values
        self._page: list[str] = []
        self._next_line = 0

    def following(self, cases: Iterable[Case]) -> Iterator[Case]:
        """Yields the cases as they are; from each one on, its own values are given out."""
        for case in cases:
            self._page, self._next_line = self._shared.lines.setdefault(case.id, []), 0
            yield case

    def _line(self, make: Callable[[], str]) -> str:
        if self._next_line == len(self._page):
            self._page.append(make())
        self._next_line += 1
        return self._page[self._next_line - 1]

    def number(self) -> str:
        """Returns the case's next shared number."""
        return self._line(self._shared.source.number)

    def ending(self) -> str:
        """Returns the case's next shared ending."""
        return self._line(self._shared.source.ending)

    def unknown(self, like: str) -> str:
        """Returns the case's next shared identifier that names nothing."""
        return self._line(lambda: self._shared.source.unknown(like))
