"""The summary at the end of a run on a terminal: failures, notices, what was checked, coverage, verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.document.location import shown_path
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.reports.console import ConsoleWriter
from emulators.harness.reports.content import Content
from emulators.harness.reports.text import line

if TYPE_CHECKING:
    from rich.console import Console

    from emulators.harness.execution.report import Report
    from emulators.harness.reports.content import Found

STYLES = {
    State.HELD: "green",
    State.FAILED: "bold red",
    State.NOTICED: "yellow",
    State.UNCHECKED: "cyan",
    Verdict.HOLDS: "bold green",
    Verdict.BROKEN: "bold red",
    Verdict.INCONCLUSIVE: "bold yellow",
}


def write(report: Report, console: Console) -> None:
    """Writes the summary, without colours where the console is not a terminal."""
    content, writer = Content(report), ConsoleWriter(console)
    _failures(content, writer)
    _notices(content, writer)
    _checked(content, writer)
    _coverage(content, writer)
    _verdict(content, writer)


def _failures(content: Content, writer: ConsoleWriter) -> None:
    for found in content.failures:
        case, finding = found.outcome.case, found.finding
        writer.line(f"FAILED {case.operation}: {case.title}", STYLES[State.FAILED])
        writer.fact("clause", f"{finding.clause.text} ({finding.clause.basis})")
        writer.fact("cite", finding.clause.cite or "nothing is quoted")
        writer.verbatim("request", finding.curl)
        writer.fact("expected", line(finding.expected, 2000))
        writer.fact("got", line(finding.got, 2000) + _at(found))
        writer.fact("contract", found.location)
        writer.blank()


def _at(found: Found) -> str:
    return f" (at {line(found.finding.pointer)})" if found.finding.pointer else ""


def _notices(content: Content, writer: ConsoleWriter) -> None:
    if not content.notices:
        return
    writer.line(
        "NOTICES: departures from what is only inferred or assumed; nobody is failed for them", STYLES[State.NOTICED]
    )
    for found in content.notices:
        case, finding = found.outcome.case, found.finding
        times = f", {found.times} times" if found.times > 1 else ""
        writer.line(f"{found.location} {case.operation}: {case.title}")
        writer.fact("expected", line(finding.expected, 2000))
        writer.fact("got", line(finding.got, 2000) + _at(found) + times)
        writer.fact("basis", f"{finding.clause.basis}; if this target is the vendor, make it `x-basis: observed`")
    writer.blank()


def _checked(content: Content, writer: ConsoleWriter) -> None:
    report = content.report
    writer.line(content.title, "bold")
    writer.fact("contract", shown_path(report.file))
    writer.fact("asked", f"{report.requests} requests in {report.seconds:.1f} s")
    writer.fact("success", content.successes)
    for state, count in content.counts:
        if count:
            writer.fact(state, str(count), STYLES[state])
    if content.reasons:
        writer.line("Not checked, and why")
        for reason, count in content.reasons:
            writer.fact(f"{count:>6}", line(reason))
    for left in report.leftovers:
        writer.fact("left over", left, STYLES[State.FAILED])


def _coverage(content: Content, writer: ConsoleWriter) -> None:
    table = content.coverage
    writer.line(f"Coverage of the contract: {table.percent():g}%, {table.checked()} of {table.cases} cases")
    for row in table.rows:
        checked = sum(row.checked)
        never = "" if checked else ": never checked against this target"
        writer.fact(f"{checked:>4}/{row.cases}", row.label + never, "" if checked else STYLES[State.UNCHECKED])


def _verdict(content: Content, writer: ConsoleWriter) -> None:
    verdict = content.report.verdict
    writer.line(f"{verdict.upper()}: {content.verdict}", STYLES[verdict])
