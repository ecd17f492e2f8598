"""What was asked and answered in one namespace: a ring bounded in entries and in bytes, which counts what it dropped."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from emulators.core.http import Request
    from emulators.core.problem import Refusal

MAX_ENTRIES = 1_000
MAX_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange as it happened, unmasked: whoever shows it masks what `secrets` names. `error` names our own fault, or why a webhook
    was not delivered; `outgoing` marks such a webhook, which the emulator itself sent. A status of 0: there was no answer."""

    number: int
    at: datetime
    emulator: str
    secrets: frozenset[str]
    request: Request
    status: int
    body: bytes
    refusal: Refusal | None
    error: str = ""
    outgoing: bool = False

    @property
    def size(self) -> int:
        """About how many bytes it holds, whatever the sender blew up."""
        request = self.request
        headers = sum(map(len, request.headers)) + sum(map(len, request.headers.values()))
        return len(request.body or b"") + len(self.body) + 2 * len(request.path) + len(request.query) + headers + 512


class Journal:
    """Entries in order; the oldest make room."""

    def __init__(self, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> None:
        self._entries: deque[Entry] = deque()
        self._max_entries, self._max_bytes = max_entries, max_bytes
        self._bytes = 0
        self.count = 0
        """How many exchanges there were, kept or dropped. The next entry's number is one more."""

    @property
    def dropped(self) -> int:
        return self.count - len(self._entries)

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)
        self.count += 1
        self._bytes += entry.size
        while len(self._entries) > self._max_entries or self._bytes > self._max_bytes:
            self._bytes -= self._entries.popleft().size

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def find(self, number: int) -> Entry | None:
        return next((entry for entry in self._entries if entry.number == number), None)
