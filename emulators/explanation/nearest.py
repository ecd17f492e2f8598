"""Finds the nearest request that would pass: it takes one mistake after the other out of a request, and tries each
step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from emulators.explanation.body_mistakes import malformed_repairs, media_type_repairs, violation_repairs
from emulators.explanation.credential_mistakes import credential_repairs
from emulators.explanation.path_mistakes import method_repairs, path_repairs
from emulators.explanation.routing import operation_of
from emulators.explanation.rule_mistakes import rule_repairs
from emulators.explanation.stages import NAMES, refused_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request
    from emulators.core.journal import Entry
    from emulators.core.operation import Operation
    from emulators.core.problem import Violation
    from emulators.explanation.rehearsal import Rehearsal
    from emulators.explanation.repair import Repair

MOST = 16
"""How many mistakes are looked for in one request."""

TRIES = 60
"""How many repairs of one mistake are tried."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A request's mistakes in order, all fields that were wrong, and the answer to the last attempt."""

    mistakes: tuple[str, ...]
    violations: tuple[Violation, ...]
    entry: Entry

    @property
    def request(self) -> Request | None:
        """The nearest request that would pass, or None where none was found."""
        return self.entry.request if self.entry.status < 400 else None


def nearest(rehearsal: Rehearsal) -> Nearest:
    """Returns the request with as many of its mistakes taken out as could be."""
    mistakes: list[str] = []
    violations: tuple[Violation, ...] = ()
    tried = rehearsal.attempt(rehearsal.entry.request)
    seen = [tried.request]
    while tried.status >= 400 and len(mistakes) < MOST:
        violations = violations or _violations(tried)
        step = _step(rehearsal, tried, seen)
        if step is None:
            break
        repair, tried = step
        seen.append(repair.request)
        mistakes.append(repair.mistake)
    return Nearest(tuple(mistakes), violations, tried)


def _violations(entry: Entry) -> tuple[Violation, ...]:
    return entry.refusal.violations if entry.refusal else ()


def _step(rehearsal: Rehearsal, tried: Entry, seen: list[Request]) -> tuple[Repair, Entry] | None:
    """Returns the first repair after which the request gets further and is none of those `seen`, and the answer to it then."""
    for repair, wrong in islice(_repairs(rehearsal.emulators, rehearsal.emulator, tried), TRIES):
        if repair.request in seen:
            continue
        attempt = rehearsal.attempt(repair.request)
        before, after = _distance(rehearsal.emulator, tried), _distance(rehearsal.emulator, attempt)
        mended = wrong is not None and after[0] == before[0] and _mended(attempt, wrong, tried)
        if mended or after > before:
            return repair, attempt
    return None


def _mended(attempt: Entry, wrong: Violation, tried: Entry) -> bool:
    """Returns whether a field's violation is gone and cannot return."""
    left = [(each.where, each.kind) for each in _violations(attempt)]
    return (wrong.where, wrong.kind) not in left and len(left) <= len(_violations(tried)) + 1


def _distance(emulator: Emulator, entry: Entry) -> tuple[int, int]:
    """Returns how far a request got, so that the greater one got further."""
    if entry.status < 400:
        return len(NAMES), 0
    operation = operation_of(emulator, entry.request.method, entry.request.path)
    stage = NAMES.index(refused_at(emulator, operation, entry))
    names = [rule.name for rule in operation.rules] if operation else []
    return stage, names.index(entry.rule) if entry.rule in names else -len(_violations(entry))


def _repairs(
    emulators: tuple[Emulator, ...], emulator: Emulator, tried: Entry
) -> Iterator[tuple[Repair, Violation | None]]:
    """Yields repairs of what stopped a request, each with the violation that it repairs, if any."""
    operation = operation_of(emulator, tried.request.method, tried.request.path)
    if refused_at(emulator, operation, tried) == "body" and operation:
        for wrong in _violations(tried):
            for repair in violation_repairs(emulator, operation, tried.request, wrong):
                yield repair, wrong
    for repair in _others(emulators, emulator, operation, tried):
        yield repair, None


def _others(
    emulators: tuple[Emulator, ...], emulator: Emulator, operation: Operation | None, tried: Entry
) -> Iterator[Repair]:
    request = tried.request
    stage = refused_at(emulator, operation, tried)
    if stage == "path":
        yield from path_repairs(emulator, request)
    elif stage == "method" or operation is None:
        yield from method_repairs(emulator, request)
    elif stage == "credentials":
        opened = tried.refusal is not None and tried.refusal.problem is emulator.refusals.forbidden
        yield from credential_repairs(emulator, request, emulators, opened=opened)
    elif stage == "content type":
        yield from media_type_repairs(request)
    elif stage == "body":
        yield from malformed_repairs(emulator, operation, request)
    else:
        yield from rule_repairs(emulators, emulator, operation, request)
