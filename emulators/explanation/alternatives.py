"""The settings with which a request would have been answered otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.provenance import Provenance
    from emulators.explanation.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Alternative:
    """One setting with another value than it had: the status and the message with which the request would be answered."""

    setting: str
    value: Any
    had: Any
    provenance: Provenance
    status: int
    message: str


def alternatives(
    rehearsal: Rehearsal, emulator: Emulator, entry: Entry, had: Mapping[str, Any]
) -> Iterator[Alternative]:
    """Yields each setting and value that would have led to another answer. `had` is what the settings were."""
    before = _outcome(rehearsal.attempt(entry.request))
    for setting in emulator.settings:
        choices: tuple[Any, ...] = setting.choices or ((True, False) if isinstance(setting.default, bool) else ())
        for value in choices:
            if value == had[setting.name]:
                continue
            tried = rehearsal.attempt(entry.request, {setting.name: value})
            if _outcome(tried) != before:
                status, message = _outcome(tried)
                yield Alternative(setting.name, value, had[setting.name], setting.provenance, status, message)


def _outcome(entry: Entry) -> tuple[int, str]:
    """Returns the status and why it was not a success."""
    wrong = "; ".join(f"{each.field} {each.words}" for each in entry.refusal.violations) if entry.refusal else ""
    message = entry.refusal.message if entry.refusal else "done"
    return entry.status, f"{message}: {wrong}" if wrong else message
