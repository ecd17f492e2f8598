"""Describes as values what can be wrong with a request. `Refusal` raises one, and the envelope renders it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.core.provenance import Provenance
    from emulators.core.settings import Setting


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of a vendor's error list: the status, the message on the wire, and how both are known.

    `status` is a setting where no page prints one. `message` may hold `str.format` fields, which the `Refusal` fills.
    `code` is the vendor's machine-readable key where it has one, `field` the one input field to blame. `asked_for`
    marks a failure that a magic number or a fault requested. Two problems are equal where they are the same on the wire,
    however they are known.
    """

    status: int | Setting[int]
    message: str
    provenance: Provenance = dataclasses.field(compare=False)
    code: str = ""
    field: str = ""
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with the input: the path to it, its kind, and words that follow the field's name. `provenance` says how
    it is known that this is refused, where it is not known as the whole refusal is."""

    where: tuple[str | int, ...]
    kind: str
    words: str
    provenance: Provenance | None = dataclasses.field(default=None, compare=False)

    @property
    def field(self) -> str:
        """The dotted name of the field, such as `config.sipOutbound.port`, or an empty text for the document itself."""
        return ".".join(map(str, self.where))

    @property
    def cause(self) -> str:
        """`missing` for a field that is absent, otherwise the name of the top-level field that is wrong, or of the one that
        holds it."""
        return "missing" if self.kind == "missing" else str(self.where[0]) if self.where else ""


class Refusal(Exception):
    """Raised to refuse a request: a problem, and what was wrong in this request.

    `reason` is for the journal alone: what the vendor's words leave out. `values` fill the fields of the problem's message.
    `status` is the HTTP status to answer with, which the pipeline sets; `retry_after` is how many seconds the client is told
    to wait, where it is told.
    """

    status: int
    retry_after: int = 0

    def __init__(
        self, problem: Problem, violations: tuple[Violation, ...] = (), reason: str = "", /, **values: object
    ) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.violations = violations
        self.reason = reason
        self.values = values

    @property
    def message(self) -> str:
        """The problem's message with the values of this request in it."""
        return self.problem.message.format_map(self.values) if self.values else self.problem.message

    @property
    def text(self) -> str:
        """The message, and what is wrong with the document as a whole where that is to blame: a body that is no JSON."""
        whole = [violation.words for violation in self.violations if not violation.where]
        return f"{self.message}: {'; '.join(whole)}" if whole else self.message
