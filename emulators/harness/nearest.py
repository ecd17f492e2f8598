"""Suggests the word that somebody probably meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def meant(word: str, words: Collection[str]) -> str:
    """Returns the end of an error message: the word of `words` that is nearest to this one, or nothing where none is near."""
    nearest = get_close_matches(word, sorted(words), 1)
    return f"; did you mean {nearest[0]}?" if nearest else ""


def meant_or_all(word: str, words: Collection[str]) -> str:
    """Returns the end of an error message: the nearest word, or all words where none is near."""
    return meant(word, words) or f"; there are {', '.join(words) or 'none'}"
