"""Captures requests of a namespace as a bundle."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from emulators.bundles.bundle import Bundle, BundledRequest, content
from emulators.bundles.replay import answer_of, differences, replay
from emulators.bundles.world import differing_rows
from emulators.explanation.rehearsal import rehearsal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from emulators.bundles.bundle import Settings
    from emulators.bundles.replay import ReadFault
    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace


class CannotReplay(ValueError):
    """Raised where a bundle would not give the answers that were given. The message is meant for the user."""


def capture(space: Namespace, emulators: tuple[Emulator, ...], entries: Sequence[Entry]) -> Bundle:
    """Returns the bundle of these requests, secrets included. They are in order, and the emulator itself sent none of them."""
    first = entries[0]
    base = {name: dict(values) for name, values in space.settings_at(first.number).items()}
    asked = {entry.emulator for entry in entries}
    with rehearsal(space, emulators, first) as stage:
        state = differing_rows(stage.namespace, emulators)
    return Bundle(
        made_by=f"voice-emulators {version('voice-emulators')}",
        namespace=space.name,
        settings={
            each.name: kept for each in emulators if (kept := _settings(each, base[each.name], each.name in asked))
        },
        state=state,
        requests=[_request(entry, _changed(base, space.settings_at(entry.number))) for entry in entries],
    )


def _settings(emulator: Emulator, values: Mapping[str, Any], asked: bool) -> dict[str, Any]:  # noqa: FBT001 -- a fact
    """Returns the settings of an emulator: all of one that was called, and of another one those that were changed."""
    defaults = {each.name: each.default for each in emulator.settings}
    return {name: value for name, value in values.items() if asked or value != defaults[name]}


def _changed(base: Settings, values: Mapping[str, Mapping[str, Any]]) -> Settings:
    """Returns the settings that differ from those of the request before, and remembers them."""
    changed = {
        emulator: {name: value for name, value in own.items() if base[emulator][name] != value}
        for emulator, own in values.items()
    }
    for emulator, own in changed.items():
        base[emulator].update(own)
    return {emulator: own for emulator, own in changed.items() if own}


def _request(entry: Entry, settings: Settings) -> BundledRequest:
    request = entry.request
    twice = entry.fault is not None and entry.fault["outcome"] == "twice"  # then each of the two is an entry of its own
    return BundledRequest(
        number=entry.number,
        emulator=entry.emulator,
        at=entry.at.isoformat(),
        method=request.method,
        path=request.path,
        query=request.query.decode("latin-1"),
        headers=dict(request.headers),
        body=None if request.body is None else content(request.body),
        url=request.url,
        identifiers=list(entry.identifiers),
        settings=settings,
        fault=dict(entry.fault["rule"]) if entry.fault and not twice else None,
        answer=answer_of(entry).model_copy(update={"sent": None} if twice else {}),
    )


async def check(bundle: Bundle, emulators: tuple[Emulator, ...], read_fault: ReadFault) -> Bundle:
    """Returns the bundle, once it is known to replay byte for byte.

    Raises:
        CannotReplay: it does not.
    """
    lines = differences(bundle, await replay(bundle, emulators, read_fault))
    if lines:
        raise CannotReplay("tried again, this is answered otherwise: " + " ".join(lines[2:8]))
    return bundle
