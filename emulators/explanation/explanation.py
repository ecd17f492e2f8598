"""Puts together everything that is known about why one request was answered as it was."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from emulators.explanation.alternatives import alternatives
from emulators.explanation.client_lint import remarks
from emulators.explanation.nearest import nearest
from emulators.explanation.ownership import why_unowned
from emulators.explanation.path_mistakes import elsewhere
from emulators.explanation.rehearsal import can_rehearse, rehearsal
from emulators.explanation.shown_request import shown_request
from emulators.explanation.source import place
from emulators.explanation.stages import refused_at, stages

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace
    from emulators.core.problem import Violation
    from emulators.explanation.alternatives import OtherSetting
    from emulators.explanation.client_lint import Remark
    from emulators.explanation.rehearsal import Rehearsal


def explain(space: Namespace, emulators: tuple[Emulator, ...], entry: Entry, base: str) -> dict[str, Any]:
    """Returns the explanation of a request as JSON, secrets masked. `base` is the URL under which the emulators are
    mounted.

    What has to be tried out (settings, mistakes, the nearest request, remarks) is left out, and `tried` is false, where
    a carrier is asked over the network, for a webhook that the emulator itself sent, and where the body is very large.
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
        "tried": can_rehearse(space, entry),
    }
    if told["tried"]:
        with rehearsal(space, emulators, entry) as stage:
            told |= _tried(stage, base)
    return told


def remarks_on(space: Namespace, emulators: tuple[Emulator, ...], entry: Entry) -> list[Remark]:
    """Returns the remarks on a request that was accepted. `space` must ask no carrier over the network."""
    with rehearsal(space, emulators, entry) as stage:
        return list(remarks(stage, stage.operation, alternatives(stage))) if stage.operation else []


def _violation(wrong: Violation) -> dict[str, str]:
    return {"field": wrong.field, "kind": wrong.kind, "words": wrong.words}


def _tried(stage: Rehearsal, base: str) -> dict[str, Any]:
    others = list(alternatives(stage))
    settings = [_setting(stage.emulator, each) for each in others]
    if stage.entry.status < 400 and stage.operation:
        return {"settings": settings, "remarks": [asdict(each) for each in remarks(stage, stage.operation, others)]}
    near = nearest(stage)
    return {
        "settings": settings,
        "mistakes": [*_elsewhere(stage), *near.mistakes],
        "violations": [_violation(each) for each in near.violations],
        "passing": shown_request(stage.emulator, near.request, base) if near.request else None,
    }


def _setting(emulator: Emulator, other: OtherSetting) -> dict[str, Any]:
    return {
        "setting": f"{emulator.name}.{other.setting}",
        "value": other.value,
        "had": other.had,
        "status": other.status,
        "message": other.message,
        "basis": other.provenance.basis,
        "reason": other.provenance.cite,
    }


def _elsewhere(stage: Rehearsal) -> list[str]:
    """Returns the mistakes that no repair can fix: the path of another emulator, and a number that the carrier's
    account does not own."""
    entry = stage.entry
    foreign = refused_at(stage.emulator, stage.operation, entry) == "path"
    asked = [each.about for each in entry.questions if (each.method, each.answer) == ("owns", "no")]
    unowned = [why_unowned(stage.namespace, stage.emulators, number) for number in asked]
    return [*(elsewhere(stage.emulators, stage.emulator, entry.request) if foreign else []), *unowned]
