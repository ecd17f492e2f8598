"""The conditions of a fault: which requests it is for, and which of those it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.faults.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Match:
    """What a request must contain: a telephone number (with or without its plus), header values by lower-case name, and
    values of body fields by dotted path."""

    number: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)

    def holds(self, candidate: Candidate) -> bool:
        """Returns whether the request has this number and all of these header and field values."""
        return (
            (not self.number or self.number.lstrip("+") in candidate.numbers)
            and all(candidate.headers.get(name) == value for name, value in self.headers.items())
            and all(_same(candidate.field(path), value) for path, value in self.fields.items())
        )


def _same(found: object, wanted: object) -> bool:
    """Returns whether a value is the one that is wanted. A command line has only words, so `true` also means the JSON
    true, and `5060` the number."""
    return found == wanted or (isinstance(wanted, str) and str(found).lower() == wanted.lower())


@dataclass(frozen=True, slots=True)
class When:
    """Which of the matching requests are taken: the `first` so many, the `nth`, `every` nth, those `since` and `until`
    a time on the namespace's clock, each with a `probability`. All that are given must hold; none means always."""

    first: int | None = None
    nth: int | None = None
    every: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    probability: float | None = None
    seed: int = 0

    def within(self, now: datetime) -> bool:
        """Returns whether this time lies between `since` and `until`."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

    def counts(self, seen: int, used: int) -> bool:
        """Returns whether the request is among those that `first`, `nth` and `every` select. `seen` is its own number,
        from 1; `used` is how many requests were taken before."""
        return (
            (self.first is None or used < self.first)
            and (self.nth is None or seen == self.nth)
            and (self.every is None or seen % self.every == 0)
        )
