"""Writes values and declarations as Python source, laid out as the formatter does."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

WIDTH = 120


@dataclass(frozen=True)
class Name:
    """A piece of source that is written as it is."""

    text: str


@dataclass(frozen=True)
class CallExpression:
    """A call with its arguments, or a subscription where the brackets say so. Arguments are values, names and calls."""

    name: str
    arguments: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)
    brackets: str = "()"


@dataclass(frozen=True)
class Spread:
    """A dictionary that begins with the entries of others."""

    others: tuple[Any, ...]
    own: dict[str, Any]


def subscription(name: str, *arguments: Any) -> CallExpression:
    """Returns a subscription such as `name[...]`, as types are written."""
    return CallExpression(name, arguments, brackets="[]")


def source(value: Any, margin: int = 0, beside: int = 0) -> str:
    """Returns the source of a value. `margin` is the indentation of its line, `beside` how many other characters stand
    in it.

    A value that does not fit into the line has each of its parts on a line of its own, with a comma after the last one.
    """
    flat = _flat(value)
    if margin + beside + len(flat) <= WIDTH:
        return flat
    if isinstance(value, CallExpression):
        parts = [source(each, margin + 4, 1) for each in value.arguments]
        parts += [f"{name}={source(each, margin + 4, len(name) + 2)}" for name, each in value.named.items()]
        return _explode(value.name + value.brackets[0], parts, value.brackets[1], margin)
    if isinstance(value, Spread):
        parts = [*(f"**{source(each, margin + 4, 3)}" for each in value.others), *_items(value.own, margin + 4)]
        return _explode("{", parts, "}", margin)
    if isinstance(value, dict) and value:
        return _explode("{", _items(value, margin + 4), "}", margin)
    if isinstance(value, list | tuple) and value:
        opening, closing = "[]" if isinstance(value, list) else "()"
        return _explode(opening, [source(each, margin + 4, 1) for each in value], closing, margin)
    return flat


def _items(value: dict[Any, Any], margin: int) -> list[str]:
    keys = {_flat(key): inner for key, inner in value.items()}
    return [f"{key}: {source(inner, margin, len(key) + 3)}" for key, inner in keys.items()]


def _explode(opening: str, parts: list[str], closing: str, margin: int) -> str:
    lines = [f"{' ' * (margin + 4)}{part}," for part in parts]
    return "\n".join([opening, *lines, " " * margin + closing])


@singledispatch
def _flat(value: Any) -> str:
    """Returns the source of a value in one line."""
    return repr(value)


@_flat.register
def _(value: Name) -> str:
    return value.text


@_flat.register
def _(value: CallExpression) -> str:
    arguments = [*map(_flat, value.arguments), *(f"{name}={_flat(each)}" for name, each in value.named.items())]
    return f"{value.name}{value.brackets[0]}{', '.join(arguments)}{value.brackets[1]}"


@_flat.register
def _(value: Spread) -> str:
    items = [*(f"**{_flat(each)}" for each in value.others), *_flat_items(value.own)]
    return f"{{{', '.join(items)}}}"


@_flat.register
def _(value: dict) -> str:  # type: ignore[type-arg]  # a class to dispatch on
    return f"{{{', '.join(_flat_items(value))}}}"


@_flat.register
def _(value: list) -> str:  # type: ignore[type-arg]  # the same
    return f"[{', '.join(map(_flat, value))}]"


@_flat.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # the same
    return f"({', '.join(map(_flat, value))}{',' if len(value) == 1 else ''})"


@_flat.register
def text(value: str) -> str:
    """Returns a text as a literal in ASCII, in double quotes unless it contains some and no single ones."""
    escaped = value.encode("unicode_escape").decode("ascii")
    if '"' in escaped and "'" not in escaped:
        return f"'{escaped}'"
    return '"' + escaped.replace('"', '\\"') + '"'


def _flat_items(value: dict[Any, Any]) -> list[str]:
    return [f"{_flat(key)}: {_flat(inner)}" for key, inner in value.items()]


def assign(name: str, value: Any, annotation: str = "") -> str:
    """Returns an assignment: `NAME = value`, or `NAME: annotation = value`."""
    start = f"{name}: {annotation} = " if annotation else f"{name} = "
    return start + source(value, 0, len(start))
