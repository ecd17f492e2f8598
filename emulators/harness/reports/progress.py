"""Shows the progress of a run: a bar on a terminal, now and then a line in a log."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Column
from rich.text import Text

from emulators.harness.execution.outcome import State
from emulators.harness.reports.console import ConsoleWriter
from emulators.harness.reports.departures import Found
from emulators.harness.reports.text import inert, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from rich.console import Console

    from emulators.harness.execution.outcome import Outcome

EVERY = 10.0
"""A log gets a line after so many seconds."""


class Progress:
    """The progress of one run, to be used in a `with` block: `verify(..., on_outcome=progress.record_case)`.

    A run has stages, each of which is begun, and has a total where one is known.
    """

    def __init__(self, console: Console, title: str, now: Callable[[], float] = time.monotonic) -> None:
        self._console, self._title, self._now = console, inert(line(title)), now
        self._doing, self._done, self._total = "", 0, 0
        self._counts: Counter[State] = Counter()
        self._told = now()
        self._bar = Bar(
            TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[found]}", markup=False, table_column=Column(no_wrap=True)),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(self._title, total=None, found="", visible=False)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def begin(self, doing: str, total: int) -> None:
        """Begins a stage of the run: what is done in it, and how many steps it has at most; 0 where nobody knows."""
        self._doing, self._done, self._total = doing, 0, total
        self._bar.refresh()
        self._bar.remove_task(self._task)
        self._task = self._bar.add_task(f"{self._title}: {doing}", total=total or None, found=self._found())
        if not self._console.is_terminal:
            self._tell()

    def advance(self) -> None:
        """Counts one step of the stage."""
        self._done += 1
        self._total = max(self._total, self._done) if self._total else 0
        self._bar.update(self._task, advance=1, total=self._total or None)
        if not self._console.is_terminal and self._now() - self._told >= EVERY:
            self._tell()

    def record_case(self, outcome: Outcome) -> None:
        """Counts an outcome that is a step of the stage."""
        self.record_outcome(outcome)
        self.advance()

    def record_outcome(self, outcome: Outcome) -> None:
        """Counts an outcome; a failure is shown at once."""
        self._counts[outcome.state] += 1
        self._bar.update(self._task, found=self._found())
        if outcome.state is State.FAILED:
            self._failed(outcome)

    def _failed(self, outcome: Outcome) -> None:
        finding = next(each for each in outcome.findings if each.is_failure)
        words = f"failed: {Found(outcome, finding).title}"
        if self._console.is_terminal:
            self._bar.console.print(Text(inert(line(words)), style="red"), overflow="ellipsis", no_wrap=True)
        else:
            ConsoleWriter(self._console).line(line(words))

    def _tell(self) -> None:
        self._told = self._now()
        done = f": {self._done} of {self._total}" if self._total else f": {self._done}" if self._done else ""
        found = f", {found}" if (found := self._found()) else ""
        ConsoleWriter(self._console).line(f"{self._title}: {self._doing}{done}{found}")

    def _found(self) -> str:
        found = [f"{self._counts[state]} {state}" for state in (State.FAILED, State.UNCHECKED) if self._counts[state]]
        return ", ".join(found)
