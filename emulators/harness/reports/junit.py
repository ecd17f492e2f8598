"""`junit.xml`: one element for each case. A case with notices passes, and has them in `system-out`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from emulators.harness.document.location import short_path
from emulators.harness.execution.outcome import State
from emulators.harness.reports.content import Content
from emulators.harness.reports.text import command, inert, line, shown, visible

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report
    from emulators.harness.model.finding import Finding


def render(report: Report) -> str:
    """Returns one suite. Why a run stopped or is inconclusive stands in `system-err`."""
    content = Content(report)
    totals = _totals(report)
    root = Element("testsuites", {"name": "voice-emulators", **totals})
    began = report.details.began
    stamp = {"timestamp": began.isoformat(timespec="seconds")} if began else {}
    suite = SubElement(root, "testsuite", {"name": inert(line(content.title)), **totals, **stamp})
    _properties(suite, content)
    for outcome in report.outcomes:
        _test_case(suite, outcome, report.contract)
    told = [f"{report.verdict}: {content.verdict}"] if report.exit_code != 0 else []
    told += [f"left over on the target: {each}" for each in content.leftovers]
    if told:
        SubElement(suite, "system-err").text = _printed("\n".join(told))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _totals(report: Report) -> dict[str, str]:
    return {
        "tests": str(len(report.outcomes)),
        "failures": str(report.count(State.FAILED)),
        "errors": "0",
        "skipped": str(report.count(State.UNCHECKED)),
        "time": f"{report.seconds:.3f}",
    }


def _properties(suite: Element, content: Content) -> None:
    report = content.report
    values = {
        "contract": f"{report.contract} {report.version}",
        "target": report.target,
        "verdict": report.verdict,
        "successes": str(report.successes),
        "proven": content.proven,
        "requests": str(report.requests),
        "coverage": f"{content.coverage.percent():g}",
        **dict(content.facts),
    }
    properties = SubElement(suite, "properties")
    for name, value in values.items():
        SubElement(properties, "property", {"name": name, "value": inert(line(value, 1000))})


def _test_case(suite: Element, outcome: Outcome, contract: str) -> None:
    case = outcome.case
    element = SubElement(
        suite,
        "testcase",
        {
            "classname": inert(line(f"{contract}.{case.id.partition('.')[0]}")),
            "name": inert(line(case.id)),
            "file": short_path(case.clause.file),
            "line": str(case.clause.line),
            "time": f"{outcome.seconds:.3f}",
        },
    )
    if outcome.state is State.UNCHECKED:
        SubElement(element, "skipped", {"message": inert(line(outcome.reason))})
    elif outcome.state is State.FAILED:
        _failure(element, outcome)
    notices = [finding for finding in outcome.findings if not finding.is_failure]
    if notices:
        SubElement(element, "system-out").text = _printed("\n\n".join(_words(finding) for finding in notices))


def _failure(element: Element, outcome: Outcome) -> None:
    """Adds one element for all failures of a case, since readers differ on whether there may be several."""
    failures = [finding for finding in outcome.findings if finding.is_failure]
    message = "; ".join(f"expected {line(each.expected)}, got {line(each.got)}" for each in failures)
    element = SubElement(element, "failure", {"type": failures[0].layer, "message": inert(message)})
    words = [line(outcome.case.title), *(_words(finding) for finding in failures)]
    if outcome.exchanges:
        words.append(f"answer\n{shown(outcome.exchanges[-1].response.body)}")
    element.text = _printed("\n\n".join(words))


def _words(finding: Finding) -> str:
    clause = finding.clause
    return "\n".join(
        (
            f"clause    {line(clause.text)} ({clause.basis})",
            f"cite      {line(clause.cite, 2000)}",
            f"request   {command(finding.curl)}",
            f"expected  {line(finding.expected)}",
            f"got       {line(finding.got)}",
            f"contract  {short_path(clause.file)}:{clause.line}",
        )
    )


def _printed(text: str) -> str:
    """Returns a text for CI systems, which print what failed and obey what is printed."""
    return inert(visible(text))
