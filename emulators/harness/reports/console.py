"""Writes lines to a terminal, or plain ones to a log, so that neither obeys what a target said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from emulators.harness.reports.text import inert, visible

if TYPE_CHECKING:
    from rich.console import Console

INDENT = "  "
LABEL = 12


@dataclass(frozen=True)
class ConsoleWriter:
    """Writes on a console. Prose is wrapped on a terminal; a log gets each line whole."""

    console: Console

    def blank(self) -> None:
        """Writes an empty line."""
        self._out("", "", "")

    def line(self, text: str, style: str = "") -> None:
        """Writes prose from the left edge."""
        self._wrapped("", text, style)

    def fact(self, label: str, text: str, style: str = "") -> None:
        """Writes a labelled text; its further lines stand below its first."""
        self._wrapped(f"{INDENT}{label:<{LABEL}}", text, style)

    def verbatim(self, label: str, text: str) -> None:
        """Writes a labelled text to be copied: a line of it stays one line, however long."""
        first = f"{INDENT}{label:<{LABEL}}"
        for number, each in enumerate(visible(text).split("\n")):
            self._out("" if number else first, each, "")

    def _wrapped(self, first: str, text: str, style: str) -> None:
        width = max(self.console.width - len(first), 10)
        for number, each in enumerate(self._lines(visible(text), width)):
            self._out(" " * len(first) if number else first, each, style)

    def _lines(self, text: str, width: int) -> list[str]:
        if not self.console.is_terminal:
            return text.split("\n")
        return [each.plain.rstrip() for each in Text(text, overflow="fold").wrap(self.console, width, tab_size=4)]

    def _out(self, label: str, text: str, style: str) -> None:
        """Writes a line that no CI system takes for a command, in characters that the stream can carry."""
        safe = inert(label + text)
        label, text = (safe[: len(label)], safe[len(label) :]) if label.strip() else ("", safe)
        line = Text.assemble((self._carried(label), self._style("dim")), (self._carried(text), self._style(style)))
        self.console.print(line, soft_wrap=True, highlight=False)

    def _style(self, style: str) -> str:
        return style if self.console.is_terminal else ""

    def _carried(self, text: str) -> str:
        return text.encode(self.console.encoding, "backslashreplace").decode(self.console.encoding)
