"""Tells the time of one namespace, which can be stopped, set and moved, so that a run repeats byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any


class BadTime(ValueError):
    """Raised for a time that cannot be read, or that lies outside the calendar. The message is meant for the user."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that stands still at one instant, or runs `ahead` of the real time. Its times are aware, in UTC."""

    frozen: datetime | None = None
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Returns the time that the clock shows."""
        return self.frozen or datetime.now(UTC) + self.ahead

    def freeze(self) -> Clock:
        """Returns a clock that stands still at this one's time."""
        return Clock(self.now())

    def run(self) -> Clock:
        """Returns a clock that runs on from this one's time."""
        return Clock(None, self.frozen - datetime.now(UTC)) if self.frozen else self

    def set(self, moment: datetime) -> Clock:
        """Returns a clock that shows this moment now, and stands still if this one does."""
        return Clock(moment) if self.frozen else Clock(None, moment - datetime.now(UTC))

    def advance(self, seconds: float) -> Clock:
        """Returns a clock moved forward, which stands still if this one does.

        Raises:
            BadTime: the calendar ends before that.
        """
        try:
            return self.set(self.now() + timedelta(seconds=seconds))
        except OverflowError:
            raise BadTime(f"{seconds:g} seconds lead out of the calendar") from None

    def to_json(self) -> dict[str, Any]:
        """Returns the clock as JSON that `from_json` takes."""
        frozen = self.frozen.isoformat() if self.frozen else None
        return {"frozen": frozen, "ahead": self.ahead.total_seconds()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Clock:
        """Returns the clock that `to_json` described."""
        frozen = datetime.fromisoformat(kept["frozen"]) if kept["frozen"] else None
        return cls(frozen, timedelta(seconds=kept["ahead"]))


def moment(written: object) -> datetime:
    """Returns the time that an ISO 8601 text names, in UTC; one without an offset is taken as UTC.

    Raises:
        BadTime: it is no such text.
    """
    try:
        read = datetime.fromisoformat(str(written))
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise BadTime(f"takes an ISO 8601 time such as 2024-01-15T10:30:00Z, not {written!r}") from None


def seconds(moment: datetime) -> str:
    """Returns a time as text with seconds: `2024-01-15T10:30:00Z`."""
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def milliseconds(moment: datetime) -> str:
    """Returns a time as text with milliseconds: `2025-05-15T10:30:00.000Z`."""
    return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"
