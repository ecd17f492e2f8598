"""Writes files whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Writes a file that only its owner may read. Raises `OSError`, and then leaves what was there before."""
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        os.replace(made, file)  # noqa: PTH105 -- the name that `mkstemp` gives is a text
    except OSError:
        os.unlink(made)  # noqa: PTH108 -- the same
        raise
