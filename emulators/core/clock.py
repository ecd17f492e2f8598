"""The time of one namespace, which can be frozen, so that a run repeats byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The time now, or the one instant at which it stands still. Always aware, always UTC."""

    frozen: datetime | None = None

    def now(self) -> datetime:
        return self.frozen or datetime.now(UTC)


def seconds(moment: datetime) -> str:
    """`2024-01-15T10:30:00Z`."""
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def milliseconds(moment: datetime) -> str:
    """`2025-05-15T10:30:00.000Z`."""
    return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"
