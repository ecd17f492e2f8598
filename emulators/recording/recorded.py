"""One exchange that somebody recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class BadRecording(ValueError):
    """Raised for what is no recording, with the place of what is wrong. The message is meant for the user."""


@dataclass(frozen=True)
class Recorded:
    """One exchange. Header names are in lower case; `status` is 0 where the answer is not known.

    `vendor` is empty where the file does not say it. `target` is path and query as the vendor's own host has them, and
    empty where they are not known.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 0
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    answer: bytes = b""
    at: str = "2024-01-15T10:30:00Z"
    milliseconds: float = 0
    vendor: str = ""
    target: str = ""
