"""All that is known of why one request was answered as it was."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from emulators.core.media import media_type
from emulators.explanation.alternatives import alternatives
from emulators.explanation.client_lint import Remark, remarks, unreachable
from emulators.explanation.nearest import nearest
from emulators.explanation.ownership import why_unowned
from emulators.explanation.path_mistakes import elsewhere
from emulators.explanation.place import places
from emulators.explanation.rehearsal import rehearsal
from emulators.explanation.shown_request import shown_request
from emulators.explanation.source import place
from emulators.explanation.stages import refused_at, stages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace
    from emulators.core.operation import Operation
    from emulators.core.problem import Violation
    from emulators.explanation.rehearsal import Rehearsal

CALLER = "+15550100100"


def explain(space: Namespace, emulators: tuple[Emulator, ...], entry: Entry, base: str) -> dict[str, Any]:
    """Returns the explanation of a request as JSON, secrets masked. `base` is the URL under which the emulators are mounted.

    What has to be tried out (settings, mistakes, the nearest request, remarks) is left out, and `tried` false, where a carrier is
    asked over the network, and for a webhook that the emulator itself sent.
    """
    emulator = next(each for each in emulators if each.name == entry.emulator)
    operation = next((each for each in emulator.operations if each.name == entry.operation), None)
    refusal = entry.refusal
    told: dict[str, Any] = {
        "stages": [] if entry.outgoing else [asdict(each) for each in stages(emulator, operation, entry)],
        "violations": [_violation(each) for each in refusal.violations] if refusal else [],
        "basis": place(emulator, refusal.problem.provenance, entry.operation) if refusal else None,
        "settings": [],
        "mistakes": [],
        "passing": None,
        "remarks": [],
        "tried": not (space.asks_elsewhere or entry.outgoing),
    }
    if told["tried"]:
        with rehearsal(space, emulator, entry) as stage:
            told |= _tried(stage, space, emulators, emulator, operation, entry, base)
    return told


def _violation(wrong: Violation) -> dict[str, str]:
    return {"field": wrong.field, "kind": wrong.kind, "words": wrong.words}


def _tried(  # noqa: PLR0913, PLR0917 -- the parts of one request and of where it happened
    stage: Rehearsal,
    space: Namespace,
    emulators: tuple[Emulator, ...],
    emulator: Emulator,
    operation: Operation | None,
    entry: Entry,
    base: str,
) -> dict[str, Any]:
    had = space.settings_at(entry.number)[emulator.name]
    others = list(alternatives(stage, emulator, entry, had))
    settings = [
        {
            "setting": f"{emulator.name}.{each.setting}",
            "value": each.value,
            "had": each.had,
            "status": each.status,
            "message": each.message,
            "basis": each.provenance.basis,
            "reason": each.provenance.cite,
        }
        for each in others
    ]
    if entry.status < 400 and operation:
        found = [
            *remarks(stage, emulator, operation, entry, others),
            *_unowned(stage, emulators, emulator, operation, entry),
        ]
        return {"settings": settings, "remarks": [asdict(each) for each in found]}
    near = nearest(stage, emulators, emulator, entry.request)
    foreign = elsewhere(emulators, emulator, entry.request) if refused_at(emulator, operation, entry) == "path" else []
    foreign += [
        why_unowned(space, emulators, each.about)
        for each in entry.questions
        if (each.method, each.answer) == ("owns", "no")
    ]
    return {
        "settings": settings,
        "mistakes": [*foreign, *near.mistakes],
        "violations": [_violation(each) for each in near.violations],
        "passing": shown_request(emulator, near.request, base) if near.request else None,
    }


def _unowned(
    stage: Rehearsal, emulators: tuple[Emulator, ...], emulator: Emulator, operation: Operation, entry: Entry
) -> Iterator[Remark]:
    """Yields a remark where a vendor took a number that it asked no carrier about, and that no carrier account has."""
    asked = emulator.telephony or entry.questions or not operation.number or media_type(entry.request) == ""
    bodies = [] if asked else [each for each in places(emulator, operation, entry.request) if each.name == "body"]
    for body in bodies:
        if unreachable(stage, emulators, operation, body.document, CALLER):
            why = why_unowned(stage.namespace, emulators, body.document[operation.number])
            yield Remark("unreachable number", operation.number, f"no call would reach it: {why}")
