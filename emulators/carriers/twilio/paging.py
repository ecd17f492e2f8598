"""Pages of a list: the rows of one, and the queries that lead to the pages before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from emulators.carriers.twilio.schema import Paged
    from emulators.core.store import Row


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list. The queries are encoded; None where there is no such page."""

    rows: list[Row]
    number: int
    size: int
    start: int
    own: str
    first: str
    next: str | None
    previous: str | None

    @property
    def end(self) -> int:
        """The index of the last row; of an empty page its start."""
        return self.start + max(len(self.rows) - 1, 0)


def page(rows: list[Row], query: Paged) -> Page:
    """Returns the page of `rows` that `query` asks for.

    A token names the first row of its page, so that rows deleted on the way do not shift what follows; without it, or where
    that row is gone as well, the page's number counts.
    """
    number, size = query.Page or 0, query.PageSize or 50
    start = _start(rows, query.PageToken, number * size)
    before, after = max(start - size, 0), start + size
    return Page(
        rows[start:after],
        number,
        size,
        start,
        own=_query(query, number, query.PageToken),
        first=_query(query, 0),
        next=_query(query, number + 1, f"PA{rows[after]['sid']}") if after < len(rows) else None,
        previous=_query(query, number - 1, f"PB{rows[before]['sid']}") if number and before < len(rows) else None,
    )


def _start(rows: list[Row], token: str | None, counted: int) -> int:
    return next((index for index, row in enumerate(rows) if token and row["sid"] == token[2:]), counted)


def _query(query: Paged, number: int, token: str | None = None) -> str:
    given = query.model_dump(exclude_unset=True, by_alias=True)
    filters = {name: value for name, value in given.items() if name not in ("PageSize", "Page", "PageToken")}
    said = {name: str(value).lower() if isinstance(value, bool) else value for name, value in filters.items()}
    paging = {"PageSize": query.PageSize, "Page": number} | ({"PageToken": token} if token else {})
    return urlencode(said | paging)
