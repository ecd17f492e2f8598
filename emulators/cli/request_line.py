"""Renders one request as one line, for a terminal or a log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.journal import Entry

LONGEST = 300
"""Characters of any one part of a line."""

COLOURS = {"2": "32", "3": "36", "4": "33", "5": "31", "0": "31"}
"""ANSI colours by the first digit of a status; 0 is for no answer."""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What the line of a request says. `what` is the operation, or method and path where there is none; `why` is empty
    for a request that succeeded."""

    at: str
    namespace: str
    number: int
    what: str
    status: int
    microseconds: int
    why: str

    @classmethod
    def of(cls, namespace: str, entry: Entry) -> RequestLine:
        """Returns the line of an entry of the journal."""
        from emulators.control.exchange import why
        from emulators.core.clock import milliseconds
        from emulators.core.mask import without_userinfo

        what = _what(entry.emulator, entry.operation, entry.request.method, without_userinfo(entry.request.path))
        return cls(
            milliseconds(entry.at),
            namespace,
            entry.number,
            what,
            entry.status,
            entry.microseconds,
            printable(why(entry)),
        )

    @classmethod
    def read(cls, namespace: str, shown: Mapping[str, Any]) -> RequestLine:
        """Returns the line of a request as the control plane shows it."""
        what = _what(shown["emulator"], shown["operation"] or "", shown["method"], shown["path"])
        why = printable(shown["why"] or "")
        return cls(
            printable(shown["at"]), namespace, shown["number"], what, shown["status"], shown["microseconds"], why
        )

    def text(self, *, colour: bool = False) -> str:
        """Returns the line for a person, with ANSI colours or without."""
        status = f"{self.status or '---'}"
        if colour:
            status = f"\x1b[{COLOURS.get(str(self.status)[0], '0')}m{status}\x1b[0m"
        line = f"{self.at[11:23]}  {self.namespace}  {self.what}  {status}  {self.microseconds} us"
        return f"{line}  {self.why}" if self.why else line

    def json(self) -> dict[str, Any]:
        """Returns the line for a program."""
        return {**asdict(self), "why": self.why or None}


def _what(emulator: str, operation: str, method: str, path: str) -> str:
    return f"{emulator}.{operation}" if operation else f"{emulator} {printable(f'{method} {path}')}"


def printable(text: str, longest: int = LONGEST) -> str:
    """Returns the text as one line of visible characters. Line breaks, escapes and marks that change the direction of
    writing are written out, so that nothing a client sends can look like a line of ours."""
    cut = text if len(text) <= longest else f"{text[:longest]}..."
    if cut.isprintable():
        return cut
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in cut)
