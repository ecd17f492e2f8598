"""Markers for what JSON cannot express: a body that is not there, and a property that is left out."""

from __future__ import annotations

from enum import Enum


class Nothing(Enum):
    """The type of NOTHING, the marker for a missing body. Ids of cases hash its name, as an object's address would
    change in every run."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING
"""Stands for a body that is not there; `None` is JSON's null."""


class Absent(Enum):
    """The type of ABSENT, the marker for a property that is left out."""

    ABSENT = "left out"


ABSENT = Absent.ABSENT
