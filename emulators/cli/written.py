"""Writes the files of commands: whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.cli.usage import fail

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, content: str) -> None:
    """Writes a file that only its owner may read. What cannot be written ends the command, and leaves what was there before."""
    from emulators.core.files import write_whole

    try:
        write_whole(file, content.encode())
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror}")
