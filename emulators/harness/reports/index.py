"""`index.html`: a page that leads to every report in a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from emulators.harness.errors import ConfigError
from emulators.harness.private_file import write_private
from emulators.harness.reports.html import page_environment
from emulators.harness.reports.text import inert_markup

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path) -> Path:
    """Writes the page for all reports that lie below the folder now, and returns its path.

    Raises:
        ConfigError: the page cannot be written.
    """
    told = [entry for path in sorted(folder.rglob("report.json")) if (entry := _entry(folder, path))]
    text = page_environment().get_template("index.html.jinja").render(entries=told)
    try:
        write_private(folder / "index.html", f"{inert_markup(text)}\n")
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from None
    return folder / "index.html"


def _entry(folder: Path, path: Path) -> dict[str, Any] | None:
    """Returns what the page says of one report, None where the file is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        about = {key: told[key] for key in ("contract", "version", "target", "verdict", "because", "counts")}
        return {**about, "began": told["run"]["began"], "link": quote(f"{path.parent.relative_to(folder).as_posix()}/")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
