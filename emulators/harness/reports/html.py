"""`report.html`: one page without scripts and without anything to load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from emulators.harness.document.location import short_path
from emulators.harness.reports.content import Content
from emulators.harness.reports.glossary import WORDS
from emulators.harness.reports.text import command, inert_markup, line, shown, visible

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report


def render(report: Report) -> str:
    """Returns the page: verdict, coverage, and every case with its exchanges, to be filtered by state."""
    page = page_environment().get_template("report.html.jinja")
    return inert_markup(page.render(content=Content(report), report=report, words=WORDS)) + "\n"


def page_environment() -> Environment:
    """Returns the template environment. Every value is made visible first, and escaped then."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, command=command, line=line, place=short_path, word=_word)
    return environment


def _finalized(value: object) -> object:
    return value if isinstance(value, Markup) else visible(str(value))


def _word(text: str) -> str:
    """Returns a state as the name of a CSS class."""
    return text.replace(" ", "-")
