"""`report.html`: one page that needs nothing else, for a person with a phone. It carries no script, and forbids any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from emulators.harness.document.location import shown_path
from emulators.harness.reports.content import Content
from emulators.harness.reports.text import shown, visible

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report


def render(report: Report) -> str:
    """The page: the verdict, the coverage, and every case with both bodies, to be filtered by outcome."""
    return _environment().get_template("report.html.jinja").render(content=Content(report), report=report) + "\n"


def _environment() -> Environment:
    """Every value is made visible first and escaped then."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, place=shown_path, word=_word)
    return environment


def _finalized(value: object) -> object:
    return value if isinstance(value, Markup) else visible(str(value))


def _word(text: str) -> str:
    """A state as the name of a class."""
    return text.replace(" ", "-")
