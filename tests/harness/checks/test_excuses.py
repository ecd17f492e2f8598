"""An answer may have a reason outside the request: then nothing was checked, unless the run proves the reason away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from emulators.harness.client.target import Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.execution.outcome import State
from emulators.harness.execution.run import verify
from emulators.harness.testcases.case import Acceptance

KNOWN = {"x-basis": "documented", "x-cite": "the page"}


def contract(cause: str, status: int) -> Contract:
    """An operation with two good bodies, and one refusal that has a reason of its own."""
    schema = {
        "type": "object",
        "properties": {"kind": {"type": "string", "enum": ["a", "b"]}, "agent": {"type": "string", "x-known": True}},
        **KNOWN,
    }
    responses = {
        "200": {"x-when": {"ok": {"basis": "documented", "cite": "fine"}}, **KNOWN},
        str(status): {
            "x-when": {cause: {"basis": "documented", "cite": "why"}},
            "content": {"application/json": {"schema": {"type": "object", "required": ["why"], **KNOWN}}},
            **KNOWN,
        },
    }
    operation = {
        "operationId": "op",
        "requestBody": {"content": {"application/json": {"schema": schema}}},
        "responses": responses,
    }
    return Contract.of(
        YamlDocument.parse(json.dumps({"info": {"title": "v"}, "paths": {"/a": {"post": operation}}}), Path("v.yaml"))
    )


def target(status: int, body: object, *, only_for_b: bool) -> Target:
    async def answer(request):
        asked = json.loads(await request.body() or b"{}")
        refuses = isinstance(asked, dict) and (asked.get("kind") == "b" or not only_for_b)
        return JSONResponse(body, status) if refuses else JSONResponse({"fine": True})

    app = Starlette(routes=[Route("/a", answer, methods=["POST"])])
    return Target("t", "http://t.test", app=app, emulator=True, known={"agent": ("agent-1",)})


def good_ones(made: Contract, asked: Target) -> set[State]:
    report = verify(made, asked, seed=1)
    return {
        each.state
        for each in report.outcomes
        if each.case.expect.answer is Acceptance.ACCEPT and "kind: is b" in each.case.title
    }


@pytest.mark.parametrize(
    ("cause", "status"),
    [("unauthenticated", 401), ("forbidden", 403), ("upstream", 502), ("state", 409), ("duplicate", 409)],
)
def test_a_reason_that_nothing_disproves_leaves_nothing_checked(cause, status):
    assert good_ones(contract(cause, status), target(status, {"why": "so"}, only_for_b=False)) == {State.UNCHECKED}


@pytest.mark.parametrize(
    ("cause", "status", "state"),
    [
        ("unauthenticated", 401, State.FAILED),
        ("forbidden", 403, State.FAILED),
        ("upstream", 502, State.FAILED),
        ("duplicate", 409, State.FAILED),
        ("state", 409, State.UNCHECKED),
    ],
)
def test_a_reason_that_the_run_disproves_is_a_failure(cause, status, state):
    assert good_ones(contract(cause, status), target(status, {"why": "so"}, only_for_b=True)) == {state}


@pytest.mark.parametrize("cause", ["upstream", "state", "duplicate"])
def test_an_answer_that_is_not_the_contracts_is_no_reason(cause):
    assert good_ones(contract(cause, 409), target(409, ["crash"], only_for_b=False)) == {State.FAILED}


@pytest.mark.parametrize("cause", ["state", "duplicate"])
def test_in_a_world_of_its_own_nothing_else_stands_in_the_way(cause):
    asked = target(409, {"why": "so"}, only_for_b=False)

    assert good_ones(contract(cause, 409), replace(asked, fresh=lambda: asked)) == {State.FAILED}


def test_a_known_value_that_was_good_elsewhere_is_good():
    made = contract("unknown.agent", 404)

    async def answer(request):
        asked = json.loads(await request.body() or b"{}")
        both = isinstance(asked, dict) and {"agent", "kind"} <= asked.keys()
        return JSONResponse({"why": "unknown"}, 404) if both else JSONResponse({"fine": True})

    app = Starlette(routes=[Route("/a", answer, methods=["POST"])])
    report = verify(made, Target("t", "http://t.test", app=app, emulator=True, known={"agent": ("agent-1",)}))

    (largest,) = [each for each in report.outcomes if each.case.kind == "maximal"]
    assert largest.state is State.FAILED
