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


def things(*, longest: int) -> Starlette:
    """A server that gives out ids of thirteen digits, and refuses those of more than `longest`."""

    the_one = f"thing_{0:013x}"

    async def make(_request):
        return JSONResponse({"id": the_one}, 201)

    async def rename(request):
        body = await request.json()
        name = body.get("name", "") if isinstance(body, dict) else None
        good = isinstance(name, str) and len(name) <= 5
        known = request.path_params["id"] == the_one and len(the_one) <= len("thing_") + longest
        return JSONResponse({"why": "no"} if not known or not good else {}, 404 if not known else 200 if good else 400)

    return Starlette(routes=[Route("/a", make, methods=["POST"]), Route("/a/{id}", rename, methods=["PUT"])])


@pytest.fixture
def two_forms():
    """A contract in which an id has twelve digits in the path, and twelve or more in an answer."""

    def answer(status: int, *causes: str, **more: object) -> dict[str, object]:
        return {
            str(status): {"x-when": {each: {"basis": "documented", "cite": "so"} for each in causes}, **KNOWN, **more}
        }

    def json_of(schema: dict[str, object], **more: object) -> dict[str, object]:
        return {"content": {"application/json": {"schema": {"type": "object", **schema, **KNOWN}, **more}}}

    why = json_of({"required": ["why"]})
    made = json_of(
        {
            "required": ["id"],
            "properties": {"id": {"type": "string", "pattern": "^thing_[a-f0-9]{12,}$", "x-volatile": True}},
        },
        examples={"made": {"value": {"id": "thing_000000000000"}}},
    )
    named = json_of({}, examples={"named": {"x-given": ["make/made"], "x-bind": {"id": "make/made#/id"}, "value": {}}})
    name = json_of(
        {"properties": {"name": {"type": "string", "maxLength": 5}}}, examples={"named": {"value": {"name": "n"}}}
    )
    parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "x-known": True,
        "schema": {"type": "string", "pattern": "^thing_[a-f0-9]{12}$", **KNOWN},
        **KNOWN,
    }
    make = {
        "operationId": "make",
        "responses": answer(201, "ok", **made),
    }
    rename = {
        "operationId": "rename",
        "parameters": [parameter],
        "requestBody": name,
        "responses": {
            **answer(200, "ok", **named),
            **answer(400, "invalid", **why),
            **answer(404, "unknown.id", "invalid.id", **why),
        },
    }
    text = json.dumps({"info": {"title": "v"}, "paths": {"/a": {"post": make}, "/a/{id}": {"put": rename}}})
    return Contract.of(YamlDocument.parse(text, Path("v.yaml")))


@pytest.mark.parametrize(("longest", "state"), [(12, State.UNCHECKED), (13, State.HELD)])
def test_an_id_that_the_target_gave_is_blamed_for_its_own_form_alone(two_forms, longest, state):
    report = verify(two_forms, Target("t", "http://t.test", app=things(longest=longest), emulator=True))

    states = {outcome.case.title: outcome.state for outcome in report.outcomes}
    assert report.failures == ()
    assert states["the body: only what is required: accepted"] is state
    assert states["name: 6 characters (maxLength): refused"] is state
