"""`report.md`: for the summary of a CI job. What a target said stands in code, where nothing is interpreted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from emulators.harness.document.location import short_path
from emulators.harness.reports.content import Content
from emulators.harness.reports.departures import EXAMPLES
from emulators.harness.reports.text import command, inert, line, shown, visible

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report

MOST = 50
"""So many failures, and so many notices, are written out: a CI system takes a megabyte."""
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$:@-])")


class RawMarkdown(str):
    """Text that is Markdown already and is not escaped."""

    __slots__ = ()


def render(report: Report) -> str:
    """Returns one page: verdict, counts, failures, notices, coverage."""
    template = _environment().get_template("report.md.jinja")
    return template.render(content=Content(report), report=report, most=MOST, examples=EXAMPLES) + "\n"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,  # noqa: S701 (Markdown, not HTML: `finalize` escapes every value)
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(code=code, fence=fence, shown=shown, command=command, place=short_path)
    return environment


def _finalized(value: object) -> str:
    return value if isinstance(value, RawMarkdown) else _ACTIVE.sub(r"\\\1", line(str(value), 2000))


def code(text: str) -> RawMarkdown:
    """Returns a code span that its content cannot end, fit for a table."""
    content = inert(line(text, 2000)).replace("|", "\\|")
    ticks = "`" * (_longest_run(content) + 1)
    return RawMarkdown(f"{ticks} {content} {ticks}")


def fence(text: str, language: str = "") -> RawMarkdown:
    """Returns a code block that its content cannot end."""
    content = inert(visible(text))
    ticks = "`" * max(3, _longest_run(content) + 1)
    return RawMarkdown(f"{ticks}{language}\n{content}\n{ticks}")


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
