"""Which records a list answers, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import proposal

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.carriers.livekit.project import RecordKind
    from emulators.carriers.livekit.record import Info
    from emulators.carriers.livekit.schema.lists import Page
    from emulators.core.call import Call


def meets(wanted: set[str], having: list[str]) -> bool:
    """Returns whether a record with these values meets a filter: one without values is for any."""
    return not wanted or not having or not wanted.isdisjoint(having)


def items(call: Call, kind: RecordKind, ids: list[str] | None, matches: Callable[[Info], bool]) -> dict[str, Any]:
    """Returns the records that match; those asked for by id in the order of the question, a page in the order of the ids."""
    records = [record for record in proposal.project(call).all(kind) if matches(record)]
    if ids:
        by_id = {record[kind.key]: record for record in records}
        records = [by_id[each] for each in ids if each in by_id]
    return {"items": paged(records, kind.key, call.body.page)}


def paged(records: list[Info], key: str, page: Page | None) -> list[Info]:
    """Returns the records after an id, in the order of the ids and no more than a number; all as they are without a page."""
    if page is None:
        return records
    later = sorted((record for record in records if record[key] > page.after_id), key=lambda record: str(record[key]))
    return later[: max(page.limit, 0) or None]
