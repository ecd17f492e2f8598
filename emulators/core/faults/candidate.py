"""Reads from a request what the conditions of a fault compare."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.core.media import Malformed, WrongMediaType, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.core.http import Headers, Request


class Candidate:
    """A request to one operation that a fault may take. `decode` reads its body; a body that cannot be read has no
    fields."""

    def __init__(
        self, request: Request, params: Mapping[str, str], number_field: str, decode: Callable[[Request], Any]
    ) -> None:
        self._request = request
        self._params = params
        self._number_field = number_field
        self._decode = decode

    @property
    def headers(self) -> Headers:
        """The request's headers."""
        return self._request.headers

    @property
    def number(self) -> str:
        """The telephone number that the body is about, or an empty text."""
        found = self.document.get(self._number_field)
        return found if isinstance(found, str) else ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every value that may be the telephone number, without its plus: the body's, and all of path and query."""
        return frozenset(value.lstrip("+ ") for value in (self.number, *self._params.values(), *self._query.values()))

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The body as JSON; empty where it cannot be read."""
        if self._request.body is None:
            return {}
        try:
            document: Mapping[str, Any] = self._decode(self._request)
        except (WrongMediaType, Malformed):
            return {}
        return document

    def field(self, path: str) -> Any:
        """Returns the value at a dotted path of the body, or None where there is none."""
        found: Any = self.document
        for name in path.split("."):
            found = found.get(name) if isinstance(found, dict) else None
        return found

    @property
    def _query(self) -> Mapping[str, str]:
        try:
            return pairs(self._request.query)
        except Malformed:
            return {}
