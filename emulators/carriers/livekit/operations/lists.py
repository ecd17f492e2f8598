"""Which records a list answers, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import proposal

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.carriers.livekit.project import RecordKind
    from emulators.carriers.livekit.record import Info
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
    page = call.body.page
    if page:
        later = sorted(record[kind.key] for record in records if record[kind.key] > page.after_id)
        by_id = {record[kind.key]: record for record in records}
        records = [by_id[each] for each in later[: max(page.limit, 0) or None]]
    return {"items": records}
