"""Writes a request as a `curl` command."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def curl(method: str, url: str, headers: Mapping[str, str], body: str) -> str:
    """Returns the request as one `curl` command that can be pasted into a shell."""
    words = ["curl", "-sS", "-X", method, url]
    for name, value in headers.items():
        words += ["-H", f"{name}: {value}"]
    return shlex.join([*words, *(["--data-raw", body] if body else [])])
