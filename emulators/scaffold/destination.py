"""Writes the files of a new vendor: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emulators.harness.document.location import folder
from emulators.harness.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping


def checkout() -> Path | None:
    """Returns the root of the checkout that this package is run from, or None where it is installed."""
    root = folder().parent
    is_checkout = (root / "pyproject.toml").is_file() and (root / "emulators" / "vendors").is_dir()
    return root if is_checkout else None


def write(files: Mapping[Path, str], fresh: Path) -> None:
    """Writes every file, or none. `fresh` is the folder that must not be there yet, or be empty.

    Raises:
        ConfigError: a file or the folder is there already, or cannot be written.
    """
    there = [path for path in files if path.exists()]
    if fresh.exists() and (not fresh.is_dir() or any(fresh.iterdir())):
        there = [fresh]
    if there:
        raise ConfigError(f"{there[0]} is there already")
    made: list[Path] = []
    try:
        for path, text in files.items():
            _make_parents(path.parent, made)
            made.append(path)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        _remove(made)
        raise ConfigError(f"cannot write {error.filename}: {error.strerror}") from None


def _make_parents(directory: Path, made: list[Path]) -> None:
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
