"""Keeps the requests and answers of one namespace, bounded in number and in bytes. It counts the entries that it
dropped."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from emulators.core.http import Request
    from emulators.core.ignored import IgnoredField
    from emulators.core.problem import Refusal
    from emulators.core.second_hop import Question
    from emulators.core.store import Change

MAX_ENTRIES = 1_000
MAX_BYTES = 8 << 20


@dataclass(slots=True)  # not frozen: making a frozen one takes twice as long, and one is made for every request
class Entry:
    """One exchange as it happened, unmasked: whoever shows it masks the fields that `secrets` names.

    `error` holds the traceback of a bug of ours, or why a webhook was not delivered; `outgoing` marks such a webhook,
    which the emulator itself sent. Status 0 means that there was no answer. `operation` is empty where no operation has
    the path and method, `rule` where no rule of the operation refused. `fault` describes the fault that took the
    request: what was sent may then differ from `status` and `body`, which are the emulator's own. `changes` are the
    rows that were written, `questions` what carriers were asked, `identifiers` what was drawn for it, and `ignored` the
    fields that nobody knows.
    """

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
    operation: str = ""
    rule: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "application/json"
    microseconds: int = 0
    changes: Sequence[Change] = ()
    questions: Sequence[Question] = ()
    identifiers: Sequence[str] = ()
    ignored: Sequence[IgnoredField] = ()
    fault: Mapping[str, Any] | None = None

    @property
    def size(self) -> int:
        """Roughly how many bytes of memory the entry takes."""
        request = self.request
        headers = sum(map(len, request.headers)) + sum(map(len, request.headers.values()))
        bodies = len(request.body or b"") + len(self.body) + 2 * len(request.path) + len(request.query)
        beside = sum(change.size for change in self.changes) + sum(question.size for question in self.questions)
        beside += sum(len(each.field) + len(each.nearest) + 128 for each in self.ignored)
        return bodies + headers + beside + sum(map(len, self.identifiers)) + 768


Watcher = Callable[[str, Entry], None]
"""Is told of every new entry, with the name of its namespace; in the thread that answers the request."""


class Journal:
    """The entries of one namespace, in order; the oldest are dropped where there are too many."""

    def __init__(
        self,
        max_entries: int = MAX_ENTRIES,
        max_bytes: int = MAX_BYTES,
        namespace: str = "",
        watchers: Collection[Watcher] = (),
    ) -> None:
        self._entries: deque[Entry] = deque()
        self._namespace = namespace
        self._watchers = watchers
        self._cleared = 0
        self._max_entries, self._max_bytes = max_entries, max_bytes
        self._bytes = 0
        self.count = 0
        """How many exchanges there were, kept or dropped. The next entry's number is one more."""

    @property
    def dropped(self) -> int:
        """How many entries are no longer kept."""
        return self.count - self._cleared - len(self._entries)

    def add(self, entry: Entry) -> None:
        """Adds an entry, and drops the oldest where there are too many or they are too large."""
        self._entries.append(entry)
        self.count += 1
        self._bytes += entry.size
        while len(self._entries) > self._max_entries or self._bytes > self._max_bytes:
            self._bytes -= self._entries.popleft().size
        if self._watchers:
            for watch in tuple(self._watchers):
                watch(self._namespace, entry)

    def clear(self) -> None:
        """Forgets every entry. Numbers go on, and what was cleared does not count as dropped."""
        self._cleared, self._bytes = self.count, 0
        self._entries.clear()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __reversed__(self) -> Iterator[Entry]:
        return reversed(self._entries)

    def find(self, number: int) -> Entry | None:
        """Returns the entry of this number, or None where it is not kept or never was."""
        return next((entry for entry in self._entries if entry.number == number), None)
