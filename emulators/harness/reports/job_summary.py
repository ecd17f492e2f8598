"""Writes a run into the summary of a GitHub Actions job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.errors import ConfigError
from emulators.harness.reports import markdown

if TYPE_CHECKING:
    from pathlib import Path

    from emulators.harness.execution.report import Report

LARGEST = 1024 * 1024
"""GitHub shows no summary of a step that is larger, in bytes."""


def append(report: Report, path: Path) -> None:
    """Appends the report in Markdown to the file that GitHub names; where it would become too large, only its heading.

    Raises:
        ConfigError: the file cannot be written.
    """
    text = markdown.render(report)
    try:
        taken = path.stat().st_size if path.exists() else 0
        if taken + len(text.encode()) > LARGEST:
            heading = text.partition("\n")[0]
            text = f"{heading}\n\nThe rest is in the other reports: the summary of this step is full.\n"
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from None
