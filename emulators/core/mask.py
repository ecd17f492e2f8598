"""Hides secrets in what is shown: by field name at any depth, and by header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MASK = "***"
_USERINFO = re.compile(r"(://)[^/?#@\s]+@")


def masked(value: Any, secrets: Collection[str]) -> Any:
    """A JSON value with every value below a secret name replaced, and user and password in every URL. Null stays null:
    nothing was given."""
    if isinstance(value, str):
        return without_userinfo(value)
    if isinstance(value, dict):
        return {
            name: MASK if name in secrets and inner is not None else masked(inner, secrets)
            for name, inner in value.items()
        }
    return [masked(item, secrets) for item in value] if isinstance(value, list) else value


def without_userinfo(text: str) -> str:
    """A text without the `user:password@` of the URLs in it."""
    return _USERINFO.sub(rf"\1{MASK}@", text)


def masked_headers(headers: Mapping[str, str], secrets: Collection[str]) -> dict[str, str]:
    """Headers by lower-case name, those that carry credentials replaced; an auth scheme's keyword stays."""
    return {name: _credential(value) if name in secrets else value for name, value in headers.items()}


def _credential(value: str) -> str:
    keyword, space, _ = value.partition(" ")
    return f"{keyword} {MASK}" if space else MASK
