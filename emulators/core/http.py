"""Defines one HTTP request to an emulator, and the reply to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Headers = Mapping[str, str]
"""Header values by lower-case name; of a repeated header the last one."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it arrived. `path` is the vendor's own; `body` is None where it was larger than we read."""

    method: str
    path: str
    query: bytes
    headers: Headers
    body: bytes | None
    url: str = ""
    """The absolute URL of `path` as the client reached it, for replies that carry links to themselves."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as an envelope draws it. `content` is rendered as JSON unless it is bytes; None is an empty body."""

    status: int
    content: Any
    media_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
