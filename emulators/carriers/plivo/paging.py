"""Pages of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.carriers.plivo.schema import Paging
    from emulators.core.store import Row


@dataclass(frozen=True, slots=True)
class Page:
    """What of a list was asked for, and how much there is in all."""

    rows: list[Row]
    total: int


def page(rows: list[Row], query: Paging) -> Page:
    """Returns the page of `rows` that `limit` and `offset` ask for."""
    return Page(rows[query.offset : query.offset + query.limit], len(rows))
