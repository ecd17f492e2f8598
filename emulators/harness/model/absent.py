"""Two values that JSON does not have: no value at all, and a property that is left out."""

from __future__ import annotations

from enum import Enum


class Nothing(Enum):
    """The one value that JSON does not have. Its name, unlike an address, is the same in every run: ids rest on it."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING
"""The body of a step that has none (`None` is JSON's null)."""


class Absent(Enum):
    """The property is left out (not the same as null)."""

    ABSENT = "left out"


ABSENT = Absent.ABSENT
