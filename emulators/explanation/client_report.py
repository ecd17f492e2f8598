"""Sums up what the requests of a namespace show about their client: remarks, and documented errors that it never met."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.core.errors import errors_of
from emulators.core.provenance import Basis
from emulators.explanation.explanation import remarks_on
from emulators.explanation.fields import annotation_at, choices
from emulators.explanation.place import places, value_at, ways
from emulators.explanation.rehearsal import can_rehearse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace
    from emulators.explanation.client_lint import Remark

NAMED = 5
"""How many requests a remark names."""


@dataclass(slots=True)
class Summed:
    """One remark, how many requests it is true of, and the numbers of the first of them."""

    vendor: str
    operation: str
    remark: Remark
    count: int = 0
    requests: list[int] = field(default_factory=list)

    def add(self, entries: list[Entry]) -> None:
        """Counts these requests."""
        self.count += len(entries)
        self.requests = [*self.requests, *(each.number for each in entries)][:NAMED]


def report(space: Namespace, emulators: tuple[Emulator, ...]) -> dict[str, Any]:
    """Returns the report on the requests that are still in the journal, as JSON."""
    entries = [each for each in space.journal if not each.outgoing]
    return {
        "namespace": space.name,
        "count": len(entries),
        "dropped": space.journal.dropped,
        "tried": not space.asks_elsewhere,
        "remarks": [_shown(each) for each in _remarks(space, emulators, entries)],
        "errors": {each.name: _errors(each, entries) for each in emulators if _asked(each, entries)},
    }


def _shown(summed: Summed) -> dict[str, Any]:
    named = {"vendor": summed.vendor, "operation": summed.operation}
    return {**named, **asdict(summed.remark), "count": summed.count, "requests": summed.requests}


def _asked(emulator: Emulator, entries: Iterable[Entry]) -> bool:
    return any(each.emulator == emulator.name for each in entries)


def _remarks(space: Namespace, emulators: tuple[Emulator, ...], entries: list[Entry]) -> Iterable[Summed]:
    """Returns the remarks, each summed up. Of requests with the same shape, one is tried."""
    alike: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.status < 400 and entry.operation and can_rehearse(space, entry):
            alike[_shape(emulators, entry)].append(entry)
    summed: dict[tuple[str, str, str, str], Summed] = {}
    for group in alike.values():
        for remark in remarks_on(space, emulators, group[0]):
            key = (group[0].emulator, group[0].operation, remark.kind, remark.where)
            summed.setdefault(key, Summed(*key[:2], remark)).add(group)
    return summed.values()


def _shape(emulators: tuple[Emulator, ...], entry: Entry) -> Hashable:
    """Returns what requests share for which the same remarks are true: operation, names, types and choices."""
    emulator = next(each for each in emulators if each.name == entry.emulator)
    operation = next(each for each in emulator.operations if each.name == entry.operation)
    parts: list[Hashable] = [entry.emulator, entry.operation, bool(entry.request.query), bool(entry.request.body)]
    for place in places(emulator, operation, entry.request):
        for where in ways(place.document):
            value = value_at(place.document, where)
            known = (
                value if isinstance(value, bool | str) and value in choices(annotation_at(place.schema, where)) else ""
            )
            parts.append((place.name, where, type(value), value is True, known))
    return tuple(parts)


def _errors(emulator: Emulator, entries: Iterable[Entry]) -> dict[str, list[dict[str, Any]]]:
    """Returns the errors that the vendor's pages document: those that the client met, and those that it never met."""
    refusals = [each.refusal for each in entries if each.emulator == emulator.name and each.refusal]
    met = [(each.problem.message, each.problem.provenance) for each in refusals]  # one that a fault asked for is a copy
    errors = {
        name: error.problem
        for operation in emulator.operations
        for name, error in errors_of(emulator, operation).items()
        if error.problem.provenance.basis == Basis.DOCUMENTED
    }
    told = [
        {
            "name": name,
            "status": problem.status if isinstance(problem.status, int) else problem.status.default,
            "message": problem.message,
            "count": met.count((problem.message, problem.provenance)),
        }
        for name, problem in sorted(errors.items())
    ]
    return {"met": [each for each in told if each["count"]], "never": [each for each in told if not each["count"]]}
