"""Reads and writes JSON pointers such as `/data/id` (RFC 6901)."""

from __future__ import annotations

from typing import Any


def escape(token: str) -> str:
    """Returns a key as it is written in a JSON pointer."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """Returns the key that a token of a JSON pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~")


def look_up(value: Any, pointer: str) -> Any:
    """Returns the part of a JSON value that a pointer (`/data/id` or `#/data/id`) names.

    Raises:
        KeyError: the value has no such part.
    """
    for token in pointer.lstrip("#").split("/")[1:]:
        key = unescape(token)
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            raise KeyError(pointer)
    return value
