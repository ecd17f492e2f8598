"""Renders a request as a `curl` command."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.model.exchange import HttpRequest


def curl(base: str, request: HttpRequest) -> str:
    """Returns a masked request as one `curl` command that can be pasted. `base` is the target's URL; secrets are shell
    variables.
    """
    parts = ["curl", "-sS", "-X", request.method, quote(base.rstrip("/") + request.path)]
    for name, value in request.headers.items():
        parts += ["-H", quote(f"{name}: {value}")]
    if request.body is not None:
        parts += ["--data-binary", quote(request.body.decode("utf-8", "backslashreplace"))]
    return " ".join(parts)


def quote(text: str) -> str:
    """Returns the text in quotes for a shell, with variables left outside of them."""
    pieces = re.split(r"(\$[A-Z][A-Z0-9_]*)", text)
    if len(pieces) == 1:
        return shlex.quote(text)
    return "".join(
        f'"{piece}"' if index % 2 else f"'{piece.replace(chr(39), chr(39) + chr(92) + chr(39) * 2)}'" if piece else ""
        for index, piece in enumerate(pieces)
    )
