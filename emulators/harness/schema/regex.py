"""Makes strings that match a regular expression."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# The standard library's own parser; hypothesis reads it, too.
op: Any = import_module("re._constants")
_parser: Any = import_module("re._parser")

_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_NOT_WORD: "-",
}
_MOST = 4096


def matching_text(pattern: str, length: int | None = None) -> str | None:
    """Returns a string that the pattern matches, `length` characters long or as short as possible; None where none was
    found."""
    try:
        parsed = _parser.parse(pattern)
    except (re.error, RecursionError):
        return None
    budget = _Budget(0)
    text = _spell(parsed, budget)
    if length is not None and len(text) < length:
        text = _spell(parsed, _Budget(length - len(text)))
    fits = length is None or len(text) == length
    return text if fits and re.search(pattern, text) else None


class _Budget:
    """How many characters are still wanted beyond the shortest string."""

    def __init__(self, extra: int) -> None:
        self.extra = extra


def _spell(tokens: Any, budget: _Budget) -> str:
    return "".join(_token(kind, value, budget) for kind, value in tokens)


def _token(kind: Any, value: Any, budget: _Budget) -> str:
    ways: dict[Any, Callable[[Any], str]] = {
        op.LITERAL: chr,
        op.ANY: lambda _: "a",
        op.NOT_LITERAL: lambda banned: "b" if banned == ord("a") else "a",
        op.IN: _member,
        op.BRANCH: lambda branches: min((_spell(each, _Budget(0)) for each in branches[1]), key=len),
        op.SUBPATTERN: lambda group: _spell(group[3], budget),
        op.MAX_REPEAT: lambda repeat: _repeat(repeat, budget),
        op.MIN_REPEAT: lambda repeat: _repeat(repeat, budget),
        op.POSSESSIVE_REPEAT: lambda repeat: _repeat(repeat, budget),
    }
    return ways[kind](value) if kind in ways else ""


def _repeat(repeat: tuple[int, Any, Any], budget: _Budget) -> str:
    least, most, inner = repeat
    once = _spell(inner, _Budget(0))
    room = (_MOST if most is op.MAXREPEAT else int(most)) - least
    more = min(room, budget.extra // len(once)) if once else 0
    budget.extra -= more * len(once)
    return once * (least + more)


def _member(choices: list[Any]) -> str:
    """Returns a character of a class, a letter or a digit where it has one."""
    if choices[0][0] is op.NEGATE:
        banned = {chr(value) for kind, value in choices[1:] if kind is op.LITERAL}
        return next(letter for letter in "a1bc2-_" if letter not in banned)
    kind, value = choices[0]
    if kind is op.RANGE:
        return chr(value[0])
    if kind is op.CATEGORY:
        return _CATEGORIES.get(value, "a")
    return chr(value)
