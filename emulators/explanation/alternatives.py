"""Finds the settings with which a request would have been answered otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.journal import Entry
    from emulators.core.provenance import Provenance
    from emulators.explanation.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class OtherSetting:
    """One setting with another value than it had, and the status and the message with which the request would be
    answered."""

    setting: str
    value: Any
    had: Any
    provenance: Provenance
    status: int
    message: str


def alternatives(rehearsal: Rehearsal) -> Iterator[OtherSetting]:
    """Yields each setting and value that would have led to another answer."""
    request, had = rehearsal.entry.request, rehearsal.settings
    before = _outcome(rehearsal.attempt(request))
    for setting in rehearsal.emulator.settings:
        choices: tuple[Any, ...] = setting.choices or ((True, False) if isinstance(setting.default, bool) else ())
        for value in choices:
            outcome = (
                before if value == had[setting.name] else _outcome(rehearsal.attempt(request, {setting.name: value}))
            )
            if outcome != before:
                yield OtherSetting(setting.name, value, had[setting.name], setting.provenance, *outcome)


def _outcome(entry: Entry) -> tuple[int, str]:
    """Returns the status of an answer, and the message where it is no success."""
    wrong = "; ".join(f"{each.field} {each.words}" for each in entry.refusal.violations) if entry.refusal else ""
    message = entry.refusal.message if entry.refusal else "done"
    return entry.status, f"{message}: {wrong}" if wrong else message
