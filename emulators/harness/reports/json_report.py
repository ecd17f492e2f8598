"""`report.json`: a run as data. Only long bodies of answers and requests are cut; one that is not UTF-8 is base64."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from emulators.harness.document.location import short_path
from emulators.harness.reports.content import Content
from emulators.harness.reports.text import inert_json

if TYPE_CHECKING:
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.execution.report import Report, RunDetails
    from emulators.harness.model.clause import Clause
    from emulators.harness.model.exchange import Exchange
    from emulators.harness.model.finding import Finding
    from emulators.harness.reports.departures import Departure

FORMAT = "voice-emulators report 2"
"""Changes when a reader of the last one would no longer understand."""
LONGEST = 20_000
"""Only this many characters of a body are kept (bytes where it is no text); `cut` then says how many were left out."""


def render(report: Report) -> str:
    """Returns one JSON document in plain ASCII, so that it steers no terminal that it is printed on."""
    return inert_json(json.dumps(_report(Content(report)), indent=2)) + "\n"


def _report(content: Content) -> dict[str, Any]:
    report, coverage = content.report, content.coverage
    return {
        "format": FORMAT,
        "contract": report.contract,
        "version": report.version,
        "file": short_path(report.file),
        "target": report.target,
        "run": _details(report.details),
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "because": content.verdict,
        "stopped": report.stopped,
        "leftovers": list(report.leftovers),
        "requests": report.requests,
        "seconds": round(report.seconds, 3),
        "successes": report.successes,
        "proven": {"clauses": report.clauses, "proven": report.proven},
        "counts": {state.value: count for state, count in content.counts},
        "not_checked": [{"reason": reason, "cases": count} for reason, count in content.reasons],
        "coverage": {
            "cases": coverage.cases,
            "checked": coverage.checked(),
            "percent": coverage.percent(),
            "branches": [
                {"operation": row.operation, "branch": row.branch, "cases": row.cases, "checked": sum(row.checked)}
                for row in coverage.rows
            ],
        },
        "departures": [_departure(departure) for departure in content.departures],
        "outcomes": [_outcome(outcome) for outcome in report.outcomes],
    }


def _details(details: RunDetails) -> dict[str, Any]:
    return {
        "began": details.began.isoformat() if details.began else None,
        "tool": details.tool,
        "url": details.url,
        "serve": details.serve,
        "mode": details.mode,
        "seed": details.seed,
        "command": details.command,
    }


def _departure(departure: Departure) -> dict[str, Any]:
    """Returns a departure with the ids of all its cases; the findings themselves stand with the outcomes."""
    finding = departure.finding
    return {
        "title": departure.first.title,
        "failure": finding.is_failure,
        "layer": finding.layer,
        "clause": finding.clause.pointer,
        "cases": [each.outcome.case.id for each in departure.cases],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    case, expect = outcome.case, outcome.case.expect
    return {
        "case": case.id,
        "operation": case.operation,
        "branch": case.branch,
        "kind": case.kind,
        "title": case.title,
        "risk": case.risk,
        "clause": _clause(case.clause),
        "expect": {"answer": expect.answer, "basis": expect.basis, "statuses": list(expect.statuses)},
        "state": outcome.state,
        "reason": outcome.reason,
        "success": outcome.success,
        "seconds": round(outcome.seconds, 6),
        "findings": [_finding(finding) for finding in outcome.findings],
        "exchanges": [_exchange(exchange) for exchange in outcome.exchanges],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "file": short_path(clause.file),
        "line": clause.line,
        "pointer": clause.pointer,
        "basis": clause.basis,
        "cite": clause.cite,
        "text": clause.text,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "failure": finding.is_failure,
        "layer": finding.layer,
        "pointer": finding.pointer,
        "clause": _clause(finding.clause),
        "expected": finding.expected,
        "got": finding.got,
        "curl": finding.curl,
    }


def _exchange(exchange: Exchange) -> dict[str, Any]:
    request, response = exchange.request, exchange.response
    return {
        "operation": exchange.operation,
        "request": {
            "method": request.method,
            "path": request.path,
            "headers": dict(request.headers),
            "body": _body(request.body),
        },
        "response": {
            "status": response.status,
            "headers": dict(response.headers),
            "body": _body(response.body),
        },
    }


def _body(content: bytes | None) -> dict[str, Any] | None:
    if content is None:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": b64encode(content[:LONGEST]).decode("ascii"), **_cut(len(content))}
    return {"text": text[:LONGEST], **_cut(len(text))}


def _cut(length: int) -> dict[str, int]:
    return {"cut": length - LONGEST} if length > LONGEST else {}
