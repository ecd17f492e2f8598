"""Lists the stages of a request, and finds the one at which it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.operation import Operation

NAMES = ("path", "method", "credentials", "content type", "body", "rules", "effect")
"""In the order in which a request goes through them. Carriers are asked by rules and by the effect."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: whether the request passed it (None where it did not get there), and what was examined or found."""

    name: str
    passed: bool | None
    words: str


def refused_at(emulator: Emulator, operation: Operation | None, entry: Entry) -> str:
    """Returns the name of the stage that refused a request, or an empty text where none did."""
    if entry.refusal is None:
        return ""
    problem, refusals = entry.refusal.problem, emulator.refusals
    if problem.asked_for:
        return "rules"
    known = {
        refusals.no_route: "path",
        refusals.no_method: "method",
        refusals.forbidden: "credentials",
        refusals.media_type: "content type",
        refusals.too_large: "body",
        refusals.malformed: "body",
        refusals.invalid: "body",
        **dict.fromkeys(emulator.problems, "credentials"),
    }
    if operation is None or not entry.rule:
        return known.get(problem, "effect")
    return "rules"


def stages(emulator: Emulator, operation: Operation | None, entry: Entry) -> Iterator[Stage]:
    """Yields every stage in order; after the one that refused, those that the request did not reach."""
    stopped = refused_at(emulator, operation, entry)
    reached = NAMES.index(stopped) if stopped else len(NAMES)
    for index, name in enumerate(NAMES):
        passed = None if index > reached else index < reached
        words = _words(name, operation, entry) if passed else "" if passed is None else _refusal(entry)
        yield Stage(name, passed, words)
    for question in entry.questions:
        fine = question.answer != "no" and not question.answer.startswith("failed")
        yield Stage("second hop", fine, f"{question.carrier} {question.method}: {question.answer}")


def _refusal(entry: Entry) -> str:
    assert entry.refusal is not None  # noqa: S101 -- only a stage that refused is asked
    rule = f"{entry.rule.replace('_', ' ')}: " if entry.rule else ""
    asked_for = " (a magic number or a fault asked for it)" if entry.refusal.problem.asked_for else ""
    reason = f": {entry.refusal.reason}" if entry.refusal.reason else ""
    return f"{rule}{entry.refusal.message}{reason}{asked_for}"


def _words(name: str, operation: Operation | None, entry: Entry) -> str:
    if operation is None:
        return entry.request.path if name == "path" else ""
    return {
        "path": operation.path,
        "method": f"{operation.method} is {operation.name}",
        "content type": entry.request.headers.get("content-type", "none") if operation.body else "no body is read",
        "rules": ", ".join(rule.name.replace("_", " ") for rule in operation.rules),
        "effect": ", ".join(f"{change.verb} {change.table.name}" for change in entry.changes),
    }.get(name, "")
