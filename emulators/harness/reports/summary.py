"""The summary at the end of a run on a terminal: failures, notices, what was checked, coverage, verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.document.location import short_path
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.reports.console import ConsoleWriter
from emulators.harness.reports.content import Content
from emulators.harness.reports.departures import EXAMPLES
from emulators.harness.reports.text import command, line

if TYPE_CHECKING:
    from rich.console import Console

    from emulators.harness.execution.report import Report
    from emulators.harness.reports.departures import Departure

STYLES = {
    State.HELD: "green",
    State.FAILED: "bold red",
    State.NOTICED: "yellow",
    State.UNCHECKED: "cyan",
    Verdict.HOLDS: "bold green",
    Verdict.BROKEN: "bold red",
    Verdict.INCONCLUSIVE: "bold yellow",
}
LEFT = "bold red"


def write(report: Report, console: Console) -> None:
    """Writes the summary, without colours where the console is not a terminal."""
    content, writer = Content(report), ConsoleWriter(console)
    _failures(content, writer)
    _notices(content, writer)
    _checked(content, writer)
    _coverage(content, writer)
    _verdict(content, writer)
    _leftovers(content, writer)


def _failures(content: Content, writer: ConsoleWriter) -> None:
    for departure in content.failures:
        finding = departure.finding
        writer.line(f"FAILED {line(departure.first.title)}", STYLES[State.FAILED])
        writer.fact("clause", f"{line(finding.clause.text)} ({finding.clause.basis})")
        writer.fact("cite", finding.clause.cite or "nothing is quoted")
        writer.verbatim("request", command(finding.curl))
        writer.fact("expected", line(finding.expected, 2000))
        writer.fact("got", line(finding.got, 2000) + _at(departure))
        writer.fact("contract", departure.location)
        _more(departure, writer)
        writer.blank()


def _at(departure: Departure) -> str:
    return f" (at {line(departure.finding.pointer)})" if departure.finding.pointer else ""


def _more(departure: Departure, writer: ConsoleWriter) -> None:
    """Writes the other examples of a departure, and in how many cases it was seen."""
    for example in departure.examples[1:]:
        writer.fact("also", line(example.title))
    if departure.more:
        writer.fact("cases", f"{len(departure.cases)} in all; report.json names them")


def _notices(content: Content, writer: ConsoleWriter) -> None:
    if not content.notices:
        return
    writer.line(
        "NOTICES: departures from what is only inferred or assumed; nobody is failed for them", STYLES[State.NOTICED]
    )
    for departure in content.notices:
        finding = departure.finding
        writer.line(f"{departure.location} {line(departure.first.case)}")
        writer.fact("expected", line(finding.expected, 2000))
        writer.fact("got", line(finding.got, 2000) + _at(departure))
        writer.fact("basis", f"{finding.clause.basis}; if this target is the vendor, make it `x-basis: observed`")
        _more(departure, writer)
    writer.blank()


def _checked(content: Content, writer: ConsoleWriter) -> None:
    report = content.report
    writer.line(content.title, "bold")
    writer.fact("contract", short_path(report.file))
    for name, value in content.facts:
        (writer.verbatim if name == "command" else writer.fact)(name, value)
    writer.fact("asked", f"{report.requests} requests in {report.seconds:.1f} s")
    writer.fact("success", content.successes)
    writer.fact("proven", content.proven)
    for state, count in content.counts:
        if count:
            writer.fact(state, str(count), STYLES[state])
    if content.reasons:
        writer.line("Not checked, and why")
        for reason, count in content.reasons:
            writer.fact(f"{count:>6}", line(reason))


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


def _leftovers(content: Content, writer: ConsoleWriter) -> None:
    """Writes how much the run left at the target, and the first of it."""
    left = content.leftovers
    if not left:
        return
    writer.line(f"LEFT OVER on the target: {len(left)}. `emulators ledger` lists them all. To delete them:", LEFT)
    writer.verbatim("", content.sweep)
    for each in left[:EXAMPLES]:
        writer.fact("", each)
    if left[EXAMPLES:]:
        writer.fact("", f"and {len(left) - EXAMPLES} more")
