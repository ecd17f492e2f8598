"""Prints findings as GitHub workflow commands: `::error` and `::notice` at the contract's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.document.location import is_at_hand, short_path
from emulators.harness.reports.content import Content
from emulators.harness.reports.text import inert, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.execution.report import Report
    from emulators.harness.model.finding import Finding
    from emulators.harness.reports.departures import Departure

MOST = 5
"""So many findings of one line are spelled out. GitHub shows ten annotations of a kind, so that each line gets one."""


def render(report: Report) -> str:
    """Returns one command for each line of the contract, failures first."""
    content, origin = Content(report), report.details.origin
    commands = [*_commands("error", content.failures, origin), *_commands("notice", content.notices, origin)]
    return "".join(f"{command}\n" for command in commands)


def _commands(name: str, departures: Iterable[Departure], origin: tuple[str, int] | None) -> Iterator[str]:
    by_line: dict[tuple[str, int], list[Departure]] = {}
    for each in departures:
        by_line.setdefault((each.finding.clause.file, each.finding.clause.line), []).append(each)
    for (file, number), group in by_line.items():
        title = _property(inert(line(_title(group[0].finding), 120)))
        place = _place(file, number, origin)
        contract = "" if is_at_hand(file) else f"\nThe contract: {short_path(file)}:{number}"
        yield f"::{name} {','.join([*place, f'title={title}'])}::{_data(inert(_message(group) + contract))}"


def _place(file: str, number: int, origin: tuple[str, int] | None) -> list[str]:
    """Returns the properties that say where an annotation belongs: to the contract where the reader has its file, or else to
    the file that describes the target, or else nowhere.
    """
    if not is_at_hand(file):
        if origin is None or not is_at_hand(origin[0]):
            return []
        file, number = origin
    return [f"file={_property(short_path(file))}", f"line={number}"]


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
