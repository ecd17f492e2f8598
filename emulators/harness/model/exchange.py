"""A request as it was sent, the response that came back, and the two together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request as it goes out. `path` is relative to the target's base and percent-encoded."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One answer as it came in. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body's JSON, NOTHING where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return NOTHING


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked and what came back. `values` is the request's body, `known` the names it took from the target."""

    operation: str
    request: HttpRequest
    response: HttpResponse
    values: Any = NOTHING
    known: frozenset[tuple[str, str]] = frozenset()
