"""Tries requests in a copy of a namespace as it was before one request. The namespace is not changed, and no carrier is
asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from emulators.core.clock import Clock
from emulators.core.pipeline import answer
from emulators.explanation.routing import route

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace


LARGEST = 1 << 16
"""Bytes of a body that is still tried: it may be tried hundreds of times, and everybody else waits."""


def can_rehearse(namespace: Namespace, entry: Entry) -> bool:
    """Returns whether a request may be tried again: not where a carrier is asked over the network, nor where the emulator itself
    sent it, nor with a very large body."""
    return not (namespace.asks_elsewhere or entry.outgoing or len(entry.request.body or b"") > LARGEST)


class Rehearsal:
    """A copy of a namespace with the rows, settings, time and identifiers that one request found.

    `entry` is that request, `emulator` and `operation` those that answered it; `operation` is None where there is none.
    """

    def __init__(self, namespace: Namespace, emulators: tuple[Emulator, ...], entry: Entry) -> None:
        """Begins from the rows before the request. `namespace` must ask no carrier over the network."""
        self.emulators = emulators
        self.emulator = next(each for each in emulators if each.name == entry.emulator)
        self.operation = next((each for each in self.emulator.operations if each.name == entry.operation), None)
        self.entry = entry
        self.namespace = namespace.copy()
        self.namespace.clock = Clock(entry.at)
        for later in reversed([each for each in namespace.journal if each.number >= entry.number]):
            self._take_back(later)
        for name, values in namespace.settings_at(entry.number).items():
            self._set(name, values)

    @property
    def settings(self) -> dict[str, Any]:
        """The emulator's settings by name."""
        settings = self.namespace.settings[self.emulator.name]
        return {each.name: settings[each] for each in settings}

    def attempt(self, request: Request, settings: Mapping[str, Any] | None = None) -> Entry:
        """Returns the journal's entry of a request that is answered in the copy, with other `settings` of this emulator
        if given."""
        space, name, kept = self.namespace, self.emulator.name, self.settings
        space.ids.give(self.entry.identifiers)
        self._set(name, settings or {})
        methods, params = route(self.emulator, request.path)
        answer(self.emulator, methods, params, request, space)
        self._set(name, kept)
        entry = next(reversed(space.journal))
        self._take_back(entry)
        return entry

    def _take_back(self, entry: Entry) -> None:
        for change in reversed(entry.changes):
            self.namespace.store.undo(change)

    def _set(self, emulator: str, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self.namespace.settings[emulator].set(name, value)


@contextmanager
def rehearsal(namespace: Namespace, emulators: tuple[Emulator, ...], entry: Entry) -> Iterator[Rehearsal]:
    """Yields a rehearsal of the moment before a request, and closes it."""
    made = Rehearsal(namespace, emulators, entry)
    try:
        yield made
    finally:
        made.namespace.close()
