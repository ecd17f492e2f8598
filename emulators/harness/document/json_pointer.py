"""JSON pointers: `/data/id`."""

from __future__ import annotations

from typing import Any


def escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")


def look_up(value: Any, pointer: str) -> Any:
    """The part of a JSON value that a pointer (`/data/id`) names; `KeyError` where there is none."""
    for token in pointer.lstrip("#").split("/")[1:]:
        key = unescape(token)
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            raise KeyError(pointer)
    return value
