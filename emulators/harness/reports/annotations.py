"""Prints findings as GitHub workflow commands: `::error` and `::notice` at the contract's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.document.location import short_path
from emulators.harness.reports.content import Content
from emulators.harness.reports.text import inert, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.execution.report import Report
    from emulators.harness.model.finding import Finding
    from emulators.harness.reports.content import Departure

MOST = 5
"""So many findings of one line are spelled out. GitHub shows ten annotations of a kind, so that each line gets one."""


def render(report: Report) -> str:
    """Returns one command for each line of the contract, failures first."""
    content = Content(report)
    commands = [*_commands("error", content.failures), *_commands("notice", content.notices)]
    return "".join(f"{command}\n" for command in commands)


def _commands(name: str, departures: Iterable[Departure]) -> Iterator[str]:
    by_line: dict[tuple[str, int], list[Departure]] = {}
    for each in departures:
        by_line.setdefault((each.finding.clause.file, each.finding.clause.line), []).append(each)
    for (file, number), group in by_line.items():
        title = _property(inert(line(_title(group[0].finding), 120)))
        where = f"file={_property(short_path(file))},line={number},title={title}"
        yield f"::{name} {where}::{_data(inert(_message(group)))}"


def _title(finding: Finding) -> str:
    return f"{line(finding.clause.text, 60)}: expected {line(finding.expected, 60)}, got {line(finding.got, 60)}"


def _message(group: list[Departure]) -> str:
    said = [_sentence(each) for each in group[:MOST]]
    more = [f"and {len(group) - MOST} more"] if len(group) > MOST else []
    cite = [f"The page says: {line(group[0].finding.clause.cite)}"] if group[0].finding.clause.cite else []
    return "\n".join((*said, *more, *cite))


def _sentence(departure: Departure) -> str:
    finding = departure.finding
    said = f"{line(departure.first.case)}: expected {line(finding.expected)}, got {line(finding.got)}"
    said += f" (in {len(departure.cases)} cases)" if len(departure.cases) > 1 else ""
    hint = "" if finding.is_failure else f" ({finding.clause.basis}; the vendor's own answer would make it observed)"
    return said + hint


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
