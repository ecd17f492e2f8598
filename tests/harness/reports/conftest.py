"""Reports made by hand: one of every outcome, one whose target is hostile, and one of a run that proved nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from emulators.harness.document.location import folder
from emulators.harness.execution.evidence import Evidence
from emulators.harness.execution.outcome import Outcome, State
from emulators.harness.execution.report import Report, RunDetails
from emulators.harness.model.clause import Basis, Clause
from emulators.harness.model.exchange import Exchange, HttpRequest, HttpResponse
from emulators.harness.model.finding import Finding
from emulators.harness.testcases.case import Acceptance, Case, ExpectedAnswer, Risk

HOSTILE = (
    "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\x1b[31mred\x1b]0;title\x07\x00\x9b2J \u202egpj.exe \ud800 \ufffe \u2028"
    "\n::error file=x::planted\n  ::add-mask::planted\n##[add-mask]planted\r\n"
    "got ##vso[task.setvariable variable=PATH]planted and ##teamcity[buildStop]planted\n"
    "]]> <!-- --> ``` ~~~ | [link](http://evil.example) {0} {{ 7*7 }} {% raw %} $HOME %0A,:"
)
DETAILS = RunDetails(
    datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    "1.2.3",
    "https://acme.example",
    "provision",
    7,
    "emulators verify acme",
    headers=(("Authorization", "Bearer $ACME_KEY"),),
)
FILE = str(folder() / "acme.yaml")


def clause(line: int, basis: Basis, cite: str = "number string required", text: str = "number is required") -> Clause:
    return Clause(FILE, line, f"#/components/schemas/Number/{line}", basis, cite, text)


def case(name: str, about: Clause, operation: str = "POST /numbers", branch: str = "twilio") -> Case:
    expect = ExpectedAnswer(Acceptance.REJECT, about.basis, ("invalid",), (400,), about.basis)
    return Case(f"create.{name}", operation, "required", f"{name}: refused", about, (), expect, Risk.REFUSED, branch)


def exchange(answer: bytes = b'{"id": "n_1", "ok": true}', status: int = 201) -> Exchange:
    request = HttpRequest("POST", "/numbers", {"Authorization": "Bearer $ACME_KEY"}, b'{"sipMode":"ip"}')
    return Exchange("create", request, HttpResponse(status, {"content-type": "application/json"}, answer))


def finding(about: Case, clause: Clause, got: str = "201") -> Finding:
    curl = "curl -sS -X POST https://acme.example/numbers -H 'Authorization: Bearer '\"$ACME_KEY\" --data-binary '{}'"
    return Finding(about.id, "status", clause, "400", got, curl, "/code")


def _report(*outcomes: Outcome, **about: Any) -> Report:
    made = Report("acme", "2026-01-02", FILE, "staging", outcomes, requests=7, seconds=1.25, details=DETAILS)
    return replace(made, evidence=Evidence(succeeded=frozenset({"POST /numbers"})), **about)


@pytest.fixture
def report() -> Report:
    """Two failures of one case, two notices of one clause, one held, two not checked for one reason."""
    binding, loose = clause(10, Basis.DOCUMENTED), clause(20, Basis.ASSUMED, cite="", text="number may be null")
    failed = case("number left out", binding)
    noticed = [case(f"number null {index}", loose) for index in (1, 2)]
    found = (finding(failed, binding), finding(failed, clause(11, Basis.OBSERVED), got="text/html"))
    return _report(
        Outcome(case("good", binding), State.HELD, exchanges=(exchange(),), success=True, seconds=0.5),
        Outcome(failed, State.FAILED, found, (exchange(),)),
        *(Outcome(each, State.NOTICED, (finding(each, loose),), (exchange(),)) for each in noticed),
        *(
            Outcome(case(name, binding, branch="sip"), State.UNCHECKED, reason="needs an agentId")
            for name in ("a", "b")
        ),
    )


@pytest.fixture
def crowded() -> Report:
    """One departure in a hundred cases, and thirty-six things left over, each of them full of filler."""
    binding = clause(10, Basis.DOCUMENTED)
    filled = exchange(b'{"name": "' + b"x" * 10_001 + b'"}')
    cases = [case(f"name of {number} characters", binding) for number in range(100)]
    return _report(
        *(Outcome(each, State.FAILED, (_filled(finding(each, binding)),), (filled,)) for each in cases),
        leftovers=tuple(f"POST /numbers {number} {'x' * 10_001}" for number in range(36)),
    )


def _filled(found: Finding) -> Finding:
    return replace(found, curl=found.curl.replace("{}", "x" * 10_001), got="x" * 10_001)


@pytest.fixture
def hostile() -> Report:
    """Everything that a target can put words into says the worst."""
    about = replace(clause(10, Basis.DOCUMENTED), cite=HOSTILE, text=HOSTILE)
    loose = replace(about, basis=Basis.ASSUMED, line=12)
    owed = replace(case("x", about), title=HOSTILE, id=f"create.{HOSTILE}")
    body = HOSTILE.encode("utf-8", "surrogatepass")
    played = Exchange(
        "create",
        HttpRequest("POST", f"/numbers/{HOSTILE}", {"X-A": HOSTILE}, body),
        HttpResponse(201, {"x-b": HOSTILE}, body),
    )
    bad = Finding(owed.id, "body", about, HOSTILE, HOSTILE, f"curl {HOSTILE}", HOSTILE)
    mild = replace(bad, clause=loose)
    return _report(
        Outcome(owed, State.FAILED, (bad, mild), (played,), reason=HOSTILE, success=True),
        Outcome(replace(owed, id="other"), State.UNCHECKED, reason=HOSTILE),
        target=HOSTILE,
        stopped=HOSTILE,
        leftovers=(HOSTILE,),
    )


@pytest.fixture
def fruitless() -> Report:
    """A run that a wall of 401 ended."""
    about = clause(10, Basis.DOCUMENTED)
    return _report(
        Outcome(case("a", about), State.UNCHECKED, reason="the run had stopped: 401"),
        stopped="401 to good credentials",
    )
