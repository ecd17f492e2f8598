"""Times as Telnyx writes them where it writes microseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def microseconds(moment: datetime) -> str:
    """Returns a time as `2018-02-02T22:25:27.521992Z`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"
