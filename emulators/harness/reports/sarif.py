"""`report.sarif`: findings as SARIF 2.1.0 at their lines in the contract. A rule is a clause, its help the vendor's words."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from emulators.harness.document.location import short_path
from emulators.harness.execution.outcome import State
from emulators.harness.execution.report import Verdict
from emulators.harness.reports.content import Content
from emulators.harness.reports.departures import departure_key
from emulators.harness.reports.text import command, inert_json, line, visible

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report
    from emulators.harness.model.clause import Clause
    from emulators.harness.reports.departures import Departure

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """Returns one run. Failures are errors and notices are notes; reasons for unchecked cases are notifications."""
    content = Content(report)
    clauses = {_rule_id(report, each.clause): each.clause for each in report.findings}
    indices = {name: index for index, name in enumerate(clauses)}
    driver = {"name": "voice-emulators", "rules": [_rule(*each) for each in clauses.items()]}
    run = {
        "tool": {"driver": {**driver, **({"version": report.details.tool} if report.details.tool else {})}},
        "automationDetails": {"id": _plain(f"{report.contract}/{report.target}/")},
        "invocations": [_invocation(content)],
        "columnKind": "unicodeCodePoints",
        "properties": {"proven": content.proven},
        "results": [_result(report, departure, indices) for departure in content.departures],
    }
    return inert_json(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)) + "\n"


def _rule_id(report: Report, clause: Clause) -> str:
    return f"{report.contract}{clause.pointer}"


def _rule(name: str, clause: Clause) -> dict[str, Any]:
    cite = clause.cite or "The contract quotes nothing here."
    return {
        "id": name,
        "shortDescription": {"text": _message(clause.text)},
        "help": {"text": _message(cite)},
        "properties": {"basis": clause.basis, "tags": [clause.basis]},
    }


def _result(report: Report, departure: Departure, indices: dict[str, int]) -> dict[str, Any]:
    finding = departure.finding
    rule = _rule_id(report, finding.clause)
    return {
        "ruleId": rule,
        "ruleIndex": indices[rule],
        "kind": "fail",
        "level": "error" if finding.is_failure else "note",
        "message": {"text": _message("; ".join(line(each.title) for each in departure.examples))},
        "occurrenceCount": len(departure.cases),
        "locations": [_location(finding.clause)],
        "partialFingerprints": {"clauseAndPlace/v1": _fingerprint(report, departure)},
        "properties": {
            "cases": [_plain(each.outcome.case.id) for each in departure.examples],
            "layer": finding.layer,
            "pointer": _plain(finding.pointer),
            "request": _plain(command(finding.curl)),
        },
    }


def _location(clause: Clause) -> dict[str, Any]:
    path = short_path(clause.file)
    relative = {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": Path(path).as_uri()} if Path(path).is_absolute() else relative,
            "region": {"startLine": max(clause.line, 1)},
        },
        "logicalLocations": [{"fullyQualifiedName": clause.pointer}],
    }


def _fingerprint(report: Report, departure: Departure) -> str:
    """Returns a hash that is the same in every run, whichever cases show the departure."""
    said = json.dumps([report.contract, *map(str, departure_key(departure.finding)[1:])])
    return hashlib.sha256(said.encode()).hexdigest()


def _invocation(content: Content) -> dict[str, Any]:
    report = content.report
    unchecked = [each for each in report.outcomes if each.state is State.UNCHECKED]
    notifications = [
        {"level": "note", "message": {"text": _message(f"{count} not checked: {reason}")}}
        for reason, count in content.reasons
    ]
    if report.verdict is Verdict.INCONCLUSIVE:
        notifications.insert(0, {"level": "warning", "message": {"text": _message(content.verdict)}})
    details = report.details
    about = {
        **({"startTimeUtc": details.began.isoformat().replace("+00:00", "Z")} if details.began else {}),
        **({"commandLine": _plain(details.command)} if details.command else {}),
    }
    return {
        **about,
        "executionSuccessful": report.verdict is not Verdict.INCONCLUSIVE,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": notifications,
        "properties": {"notChecked": len(unchecked), "coverage": content.coverage.percent(), **dict(content.facts)},
    }


def _message(text: str) -> str:
    """Returns a text for SARIF messages, in which braces are placeholders and brackets links unless escaped (3.11.5,
    3.11.6).
    """
    escaped = _plain(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


def _plain(text: str) -> str:
    return visible(text)
