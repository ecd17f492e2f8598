"""Writes files that only their owner can read: they hold what a target answered."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MODE = 0o600


def write_private(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Writes a text to a file with mode 0600, whatever the mode of one that was there before.

    Raises:
        OSError: the file cannot be written.
    """
    with open(path, "w", encoding=encoding, newline="\n", opener=_open_private) as file:
        path.chmod(MODE)
        file.write(text)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, MODE)
