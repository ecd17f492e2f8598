"""Suggests the name that somebody probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(given: str, known: Iterable[str]) -> str:
    """Returns the known name that is nearest, whatever its case and underscores; an empty text where none is near."""
    folded = {_folded(name): name for name in known}
    near = get_close_matches(_folded(given), folded, 1)
    return folded[near[0]] if near else ""


def _folded(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def suggestion(given: object, known: Iterable[str]) -> str:
    """Returns `did you mean 'x'?` for the nearest known name, or a list of all where none is near."""
    names = list(known)
    near = get_close_matches(str(given), names, 1)
    return f"did you mean {near[0]!r}?" if near else f"there is {', '.join(names)}"
