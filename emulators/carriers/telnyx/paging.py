"""Pages of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.carriers.telnyx.schema import Paging


@dataclass(frozen=True, slots=True)
class Page:
    """What of a list was asked for, and how much there is in all."""

    items: list[dict[str, Any]]
    total: int


def page(items: list[dict[str, Any]], query: Paging) -> Page:
    """Returns the page of `items` that `page[number]` and `page[size]` ask for."""
    start = (query.page_number - 1) * query.page_size
    return Page(items[start : start + query.page_size], len(items))
