"""Finds what a vendor need not accept in an accepted request: fields that are not read, values that are merely
tolerated, and behaviour that is only assumed."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.core.mask import SCHEMES, masked
from emulators.core.provenance import Basis
from emulators.core.schema import check, field_provenance
from emulators.explanation.body_mistakes import LOST_PLUS, restore_plus
from emulators.explanation.ownership import why_unowned
from emulators.explanation.place import MISSING, RequestPart, places, put, value_at, ways
from emulators.explanation.repair import is_form
from emulators.extras import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.core.operation import Operation
    from emulators.core.schema import Document
    from emulators.explanation.alternatives import OtherSetting
    from emulators.explanation.fields import Where
    from emulators.explanation.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about an accepted request: its kind, the field or header that it is about, and words that follow that
    name."""

    kind: str
    where: str
    words: str


CALLER = "+15550100100"
"""Who is thought to call."""

KINDS = ("unknown field", "ignored field", "tolerated value", "assumed behaviour", "unreachable number")


def remarks(rehearsal: Rehearsal, operation: Operation, others: Iterable[OtherSetting]) -> Iterator[Remark]:
    """Yields the remarks on a request that was accepted. `others` are the settings with other outcomes."""
    emulator, entry = rehearsal.emulator, rehearsal.entry
    yield from _unread(operation, entry)
    yield from _unknown(entry)
    for place in places(emulator, operation, entry.request):
        if place.name != "path":
            yield from _lost_plus(place)
            yield from _ignored(rehearsal, place)
            yield from _assumed_fields(place)
        if place.name == "body" and not is_form(entry.request):
            yield from _tolerated(rehearsal, place)
        if place.name == "body":
            yield from _unowned(rehearsal, operation, place)
    yield from _twice(entry)
    yield from _keywords(emulator, entry)
    yield from _assumed(operation, others)


def _lost_plus(place: RequestPart) -> Iterator[Remark]:
    for name, value in place.document.items():
        if isinstance(value, str) and restore_plus(value) != value:
            yield Remark("tolerated value", name, LOST_PLUS)


def _unread(operation: Operation, entry: Entry) -> Iterator[Remark]:
    if entry.request.body and operation.body is None:
        yield Remark("ignored field", "the body", f"is not read: {operation.name} takes none")
    if entry.request.query and operation.query is None:
        yield Remark("ignored field", "the query", f"is not read: {operation.name} takes none")


def _unknown(entry: Entry) -> Iterator[Remark]:
    for each in entry.ignored:
        hint = f"; did you mean {each.nearest!r}?" if each.nearest else ""
        yield Remark("unknown field", each.field, f"is not known and was dropped{hint}")


def _ignored(rehearsal: Rehearsal, place: RequestPart) -> Iterator[Remark]:
    """Yields the fields without which the answer and the stored rows would be the same."""
    before = rehearsal.attempt(rehearsal.entry.request)
    for name, value in place.document.items():
        field = place.schema.model_fields.get(name)
        if field is not None and not field.is_required() and str(field.default) != str(value):
            tried = rehearsal.attempt(place.write(put(place.document, (name,), MISSING)))
            if _effect(tried) == _effect(before):
                yield Remark(
                    "ignored field", name, "has no effect here: without it the answer and what is kept are the same"
                )


def _effect(entry: Entry) -> tuple[Any, ...]:
    return entry.status, entry.body, [(each.verb, each.table.name, each.row, each.where) for each in entry.changes]


def _assumed_fields(place: RequestPart) -> Iterator[Remark]:
    sent = {_dotted(tuple(step for step in where if isinstance(step, str))) for where in ways(place.document)}
    marks: dict[str, list[Any]] = {}
    for name, provenance in field_provenance(place.schema):
        marks.setdefault(name, []).append(provenance)
    for name, known in marks.items():
        if name in sent and all(mark.basis == Basis.ASSUMED for mark in known):
            yield Remark("assumed behaviour", name, f"is a field that no page has: {known[0].cite}")


def _tolerated(rehearsal: Rehearsal, place: RequestPart) -> Iterator[Remark]:
    checked = check(place.schema, place.document, rehearsal.namespace.settings[rehearsal.emulator.name])
    typed: dict[str, Any] = {} if isinstance(checked, tuple) else _given(checked)
    for where in ways(place.document):
        sent, read = value_at(place.document, where), value_at(typed, where)
        if read is MISSING or isinstance(sent, dict | list) or (sent == read and type(sent) is type(read)):
            continue
        hidden = masked({where[-1]: sent}, rehearsal.emulator.secrets)[where[-1]] != sent
        words = "is read as another value" if hidden else f"is sent as {sent!r} and read as {read!r}"
        yield Remark("tolerated value", _dotted(where), words)


def _given(document: Document) -> dict[str, Any]:
    return document.model_dump(exclude_unset=True, by_alias=True)


def _twice(entry: Entry) -> Iterator[Remark]:
    """Yields the names that occur twice in one JSON object, of which the last one counted."""
    found: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = [name for name, _ in pairs]
        found.extend(sorted({name for name in seen if seen.count(name) > 1}))
        return dict(pairs)

    with suppress(ValueError, RecursionError):
        json.loads(entry.request.body or b"", object_pairs_hook=collect)
    yield from (Remark("tolerated value", name, "is sent twice, and the last one counts") for name in found)


def _keywords(emulator: Emulator, entry: Entry) -> Iterator[Remark]:
    for name, value in emulator.world.credentials[0].headers.items() if emulator.world.credentials else ():
        wanted, sent = value.partition(" ")[0], entry.request.headers.get(name.lower(), "").partition(" ")[0]
        if wanted.lower() in SCHEMES and sent != wanted and sent.lower() == wanted.lower():
            yield Remark("tolerated value", name.lower(), f"has the keyword {sent}, and the pages write {wanted}")


def _assumed(operation: Operation, others: Iterable[OtherSetting]) -> Iterator[Remark]:
    if operation.provenance.basis == Basis.ASSUMED:
        yield Remark(
            "assumed behaviour", operation.name, f"is an operation that no page has: {operation.provenance.cite}"
        )
    for each in others:
        if each.provenance.basis == Basis.ASSUMED:
            words = f"{json.dumps(each.had)} is assumed: {each.provenance.cite}; with {json.dumps(each.value)} the answer is {each.status} {each.message}"
            yield Remark("assumed behaviour", f"setting {each.setting}", words)


def _unowned(rehearsal: Rehearsal, operation: Operation, body: RequestPart) -> Iterator[Remark]:
    """Yields a remark where a vendor accepted a number without asking a carrier, and no carrier account owns it."""
    number = body.document.get(operation.number)
    carriers = [each.telephony for each in rehearsal.emulators if each.telephony]
    asked = rehearsal.emulator.telephony or rehearsal.entry.questions or not carriers
    if asked or not isinstance(number, str) or not number.startswith("+"):
        return
    for carrier in carriers:
        with suppress(MissingExtra):
            if carrier.receive_call(rehearsal.namespace, number, CALLER) is not None:
                return
    why = why_unowned(rehearsal.namespace, rehearsal.emulators, number)
    yield Remark("unreachable number", operation.number, f"is one that no call would reach: {why}")


def _dotted(where: Where) -> str:
    return ".".join(map(str, where))
