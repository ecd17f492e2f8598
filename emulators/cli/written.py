"""Files that commands write: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from emulators.cli.usage import fail

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, content: str | bytes) -> None:
    """Writes a file that only its owner may read. What cannot be written ends the command, and leaves what was there before."""
    encoded = content.encode() if isinstance(content, str) else content
    try:
        handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as opened:
            opened.write(encoded)
        os.replace(made, file)  # noqa: PTH105 -- the name that `mkstemp` gives is a text
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror}")
