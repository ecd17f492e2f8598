"""One case by itself, and what came of it at a target, for tests of what reads outcomes."""

from __future__ import annotations

import json
from typing import Any

from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.model.clause import Basis, Clause
from emulators.harness.model.exchange import Exchange, HttpRequest, HttpResponse
from emulators.harness.model.finding import Finding
from emulators.harness.testcases.case import Acceptance, Case, ExpectedAnswer, Risk, Step


def clause(basis: Basis = Basis.DOCUMENTED) -> Clause:
    return Clause("contract.yaml", 7, "#/paths", basis, "the page's words", "a line is made")


def case(answer: Acceptance = Acceptance.ACCEPT, basis: Basis = Basis.DOCUMENTED, risk: Risk = Risk.READ) -> Case:
    """Returns a case of one step."""
    expect = ExpectedAnswer(answer, basis)
    return Case("a-case", "POST /lines", "minimal", "a case", clause(basis), (Step("create_line", risk),), expect, risk)


def exchange(status: int, body: Any = None, content_type: str = "application/json") -> Exchange:
    """Returns the exchange of a create that was answered so."""
    response = HttpResponse(status, {"content-type": content_type}, json.dumps(body).encode())
    return Exchange("create_line", HttpRequest("POST", "/lines", {}), response)


def outcome(of: Case, *statuses: int, breaks: bool = False) -> Outcome:
    """Returns the outcome of a case that was answered with these statuses, and that breaks its clause or does not."""
    findings = (Finding(of.id, "body", of.clause, "this", "that", "curl"),) if breaks else ()
    return Outcome(of, State.of(findings), findings, tuple(map(exchange, statuses)))
