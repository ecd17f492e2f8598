"""Shows the progress of a run: a bar on a terminal, now and then a line in a log."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Column
from rich.text import Text

from emulators.harness.execution.outcome import State
from emulators.harness.reports.console import ConsoleWriter
from emulators.harness.reports.text import inert, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from rich.console import Console

    from emulators.harness.execution.outcome import Outcome

EVERY = 10.0
"""A log gets a line after so many seconds."""


class Progress:
    """The progress of one run, to be used in a `with` block: `verify(..., on_outcome=progress.record_outcome)`."""

    def __init__(
        self, console: Console, title: str, total: int | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._console, self._title, self._total, self._now = console, inert(line(title)), total, now
        self._counts: Counter[State] = Counter()
        self._told = now()
        self._bar = Bar(
            TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[found]}", markup=False, table_column=Column(no_wrap=True)),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(self._title, total=total, found="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def record_outcome(self, outcome: Outcome) -> None:
        """Counts an outcome; a failure is shown at once."""
        self._counts[outcome.state] += 1
        self._bar.update(self._task, advance=1, found=self._found())
        if outcome.state is State.FAILED:
            self._failed(outcome)
        elif not self._console.is_terminal and self._now() - self._told >= EVERY:
            self._tell()

    def _failed(self, outcome: Outcome) -> None:
        words = f"failed: {outcome.case.operation}: {outcome.case.title}"
        if self._console.is_terminal:
            self._bar.console.print(Text(inert(line(words)), style="red"), overflow="ellipsis", no_wrap=True)
        else:
            ConsoleWriter(self._console).line(line(words))

    def _tell(self) -> None:
        self._told = self._now()
        of = f" of {self._total}" if self._total is not None else ""
        ConsoleWriter(self._console).line(f"{self._title}: {self._counts.total()}{of} {self._found()}".rstrip())

    def _found(self) -> str:
        found = [f"{self._counts[state]} {state}" for state in (State.FAILED, State.UNCHECKED) if self._counts[state]]
        return ", ".join(found)
