"""A request as it was sent, the response to it, and both together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request as it goes out. `path` is relative to the target's base URL, percent-encoded, and has the query in it."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One response as it came in. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON, NOTHING where it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return NOTHING


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the response to it. `values` is the request's body as JSON, `known` holds name and value of each of
    the target's own values in it.
    """

    operation: str
    request: HttpRequest
    response: HttpResponse
    values: Any = NOTHING
    known: frozenset[tuple[str, str]] = frozenset()
