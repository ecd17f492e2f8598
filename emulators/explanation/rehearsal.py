"""Tries requests in a copy of a namespace as it was before one request. Nothing that is tried stays, and nobody is asked."""

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


class Rehearsal:
    """A copy of a namespace with the rows, the settings, the time and the identifiers that one request found."""

    def __init__(self, namespace: Namespace, emulator: Emulator, entry: Entry) -> None:
        """`namespace` must ask no carrier over the network."""
        self._emulator = emulator
        self._entry = entry
        self.namespace = namespace.copied()
        self.namespace.clock = Clock(entry.at)
        for later in reversed([each for each in namespace.journal if each.number >= entry.number]):
            self._take_back(later)
        for name, values in namespace.settings_at(entry.number).items():
            self._set(name, values)

    def attempt(self, request: Request, settings: Mapping[str, Any] | None = None) -> Entry:
        """Returns the journal's entry of a request that is answered with other `settings` of this emulator, or with the same."""
        space, name = self.namespace, self._emulator.name
        kept = {each.name: space.settings[name][each] for each in space.settings[name]}
        space.ids.give(self._entry.identifiers)
        self._set(name, settings or {})
        methods, params = route(self._emulator, request.path)
        answer(self._emulator, methods, params, request, space)
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
def rehearsal(namespace: Namespace, emulator: Emulator, entry: Entry) -> Iterator[Rehearsal]:
    """Yields a rehearsal of the moment before a request, and closes it."""
    made = Rehearsal(namespace, emulator, entry)
    try:
        yield made
    finally:
        made.namespace.close()
