"""Writes every report that is a file (`--report DIR`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.errors import ConfigError
from emulators.harness.private_file import write_private
from emulators.harness.reports import html as page
from emulators.harness.reports import json_report as record
from emulators.harness.reports import junit, markdown, sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from emulators.harness.execution.report import Report


def formats() -> Mapping[str, Callable[[Report], str]]:
    """Returns the reports: file names, and what renders them."""
    return {
        "junit.xml": junit.render,
        "report.json": record.render,
        "report.sarif": sarif.render,
        "report.html": page.render,
        "report.md": markdown.render,
    }


def write(report: Report, folder: Path) -> list[Path]:
    """Writes all reports into a folder, which is made where there is none, and returns their paths.

    Raises:
        ConfigError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_one(folder / name, render(report)) for name, render in formats().items()]
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from None


def _write_one(path: Path, text: str) -> Path:
    write_private(path, text)
    return path
