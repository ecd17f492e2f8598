"""Suggests the name that somebody probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggestion(given: object, known: Iterable[str]) -> str:
    """Returns `did you mean 'x'?` for the nearest known name, or a list of all where none is near."""
    names = list(known)
    near = get_close_matches(str(given), names, 1)
    return f"did you mean {near[0]!r}?" if near else f"there is {', '.join(names)}"
