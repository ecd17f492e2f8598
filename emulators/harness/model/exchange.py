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
    """One request as it is sent. `path` is relative to the target's base URL, percent-encoded, and includes the query."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One response as it was received. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    @property
    def json(self) -> Any:
        """The body as JSON; NOTHING where it is none, or where a text in it is no Unicode (half a surrogate pair)."""
        try:
            read = json.loads(self.body)
            json.dumps(read, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return NOTHING
        return read


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
