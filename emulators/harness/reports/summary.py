"""The last words on a terminal: what was checked, what was not and why, each failure, the notices apart, the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.document.location import place
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.reports.console import Sheet
from emulators.harness.reports.content import Digest
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
    """Write the summary; plain where the console is not a terminal."""
    digest, sheet = Digest(report), Sheet(console)
    _failures(digest, sheet)
    _notices(digest, sheet)
    _checked(digest, sheet)
    _coverage(digest, sheet)
    _verdict(digest, sheet)


def _failures(digest: Digest, sheet: Sheet) -> None:
    for found in digest.failures:
        obligation, finding = found.outcome.obligation, found.finding
        sheet.line(f"FAILED {obligation.operation}: {obligation.title}", STYLES[State.FAILED])
        sheet.fact("clause", f"{finding.clause.text} ({finding.clause.basis})")
        sheet.fact("cite", finding.clause.cite or "nothing is quoted")
        sheet.verbatim("request", finding.curl)
        sheet.fact("expected", line(finding.expected, 2000))
        sheet.fact("got", line(finding.got, 2000) + _at(found))
        sheet.fact("contract", found.place)
        sheet.blank()


def _at(found: Found) -> str:
    return f" (at {line(found.finding.pointer)})" if found.finding.pointer else ""


def _notices(digest: Digest, sheet: Sheet) -> None:
    if not digest.notices:
        return
    sheet.line(
        "NOTICES: departures from what is only inferred or assumed; nobody is failed for them", STYLES[State.NOTICED]
    )
    for found in digest.notices:
        obligation, finding = found.outcome.obligation, found.finding
        times = f", {found.times} times" if found.times > 1 else ""
        sheet.line(f"{found.place} {obligation.operation}: {obligation.title}")
        sheet.fact("expected", line(finding.expected, 2000))
        sheet.fact("got", line(finding.got, 2000) + _at(found) + times)
        sheet.fact("basis", f"{finding.clause.basis}; if this target is the vendor, make it `x-basis: observed`")
    sheet.blank()


def _checked(digest: Digest, sheet: Sheet) -> None:
    report = digest.report
    sheet.line(digest.title, "bold")
    sheet.fact("contract", place(report.file))
    sheet.fact("asked", f"{report.requests} requests in {report.seconds:.1f} s")
    sheet.fact("success", digest.successes)
    for state, count in digest.counts:
        if count:
            sheet.fact(state, str(count), STYLES[state])
    if digest.reasons:
        sheet.line("Not checked, and why")
        for reason, count in digest.reasons:
            sheet.fact(f"{count:>6}", line(reason))
    for left in report.leftovers:
        sheet.fact("left over", left, STYLES[State.FAILED])


def _coverage(digest: Digest, sheet: Sheet) -> None:
    table = digest.coverage
    sheet.line(f"Coverage of the contract: {table.percent():g}%, {table.checked()} of {table.owed} obligations")
    for row in table.rows:
        checked = sum(row.checked)
        never = "" if checked else ": never checked against this target"
        sheet.fact(f"{checked:>4}/{row.owed}", row.label + never, "" if checked else STYLES[State.UNCHECKED])


def _verdict(digest: Digest, sheet: Sheet) -> None:
    verdict = digest.report.verdict
    sheet.line(f"{verdict.upper()}: {digest.verdict}", STYLES[verdict])
