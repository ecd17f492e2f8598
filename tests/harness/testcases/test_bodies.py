"""What is owed is read from the contract: its class from the schema, its statuses from the causes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from emulators.harness.client.target import Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.execution.run import verify
from emulators.harness.fuzzing.oracle import Oracle
from emulators.harness.model.clause import Basis
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Acceptance, Risk
from emulators.harness.testcases.derive import derive_cases

KNOWN = {"x-basis": "documented", "x-cite": "the page"}


def contract(
    request: dict[str, Any],
    media: str = "application/json",
    method: str = "post",
    responses: dict[str, Any] | None = None,
) -> Contract:
    answers = responses or {
        "200": {"x-when": {"ok": {"basis": "documented", "cite": "fine"}}, **KNOWN},
        "400": {"x-when": {"invalid": {"basis": "documented", "cite": "bad"}}, **KNOWN},
    }
    operation = {
        "operationId": "op",
        "requestBody": {"content": {media: {"schema": {**KNOWN, **request}}}},
        "responses": answers,
    }
    return Contract.of(
        YamlDocument.parse(json.dumps({"info": {"title": "v"}, "paths": {"/a": {method: operation}}}), Path("v.yaml"))
    )


def owed(made: Contract, kind: str) -> dict[str, tuple[Acceptance, Basis]]:
    return {each.title: (each.expect.answer, each.expect.basis) for each in derive_cases(made) if each.kind == kind}


@pytest.mark.parametrize(
    ("media", "basis"),
    [("application/json", Basis.DOCUMENTED), ("application/x-www-form-urlencoded", Basis.INFERRED)],
    ids=["JSON", "form"],
)
def test_whether_an_empty_value_in_a_form_is_one_nobody_says(media, basis):
    made = contract({"properties": {"sid": {"type": "string", "minLength": 1}}}, media)
    builder = CaseBuilder.all(made)[0]

    derived = {title: known for title, known in owed(made, "limit").items() if known[0] is Acceptance.REJECT}
    generated = Oracle(builder).case(CaseLabel("property", ""), replace(builder.step(), body={"sid": ""}))

    assert set(derived.values()) == {(Acceptance.REJECT, basis)}
    assert (generated.expect.answer, generated.expect.basis) == (Acceptance.REJECT, basis)


def test_what_several_causes_may_answer_is_known_as_the_least_known_of_them():
    answers = {
        "200": {"x-when": {"ok": {"basis": "documented", "cite": "fine"}}, **KNOWN},
        "400": {"x-when": {"invalid": {"basis": "documented", "cite": "bad"}}, **KNOWN},
        "404": {"x-when": {"unknown.sid": {"basis": "assumed", "cite": "silent"}}, **KNOWN},
    }
    made = contract({"properties": {"sid": {"type": "string", "pattern": "^S$"}}}, responses=answers)
    builder, clause = CaseBuilder.all(made)[0], made.operations[0].node.clause("anything")

    both = builder.expect_refused(CaseLabel("x", ""), builder.step(), clause, ("invalid", "unknown.sid"))
    one = builder.expect_refused(CaseLabel("x", ""), builder.step(), clause, ("invalid",))

    assert (both.expect.statuses, both.expect.status_basis) == ((400, 404), Basis.ASSUMED)
    assert (one.expect.statuses, one.expect.status_basis) == ((400,), Basis.DOCUMENTED)


def test_a_limit_is_owed_on_both_sides():
    made = contract(
        {
            "properties": {
                "port": {"type": "integer", "maximum": 9, "x-basis": {"type": "documented", "maximum": "assumed"}}
            }
        }
    )

    assert owed(made, "limit") == {
        "port: 9 (maximum): accepted": (Acceptance.ACCEPT, Basis.ASSUMED),
        "port: 10 (past maximum): refused": (Acceptance.REJECT, Basis.ASSUMED),
    }


def test_a_breach_is_known_as_well_as_the_best_known_clause_it_breaks():
    made = contract(
        {
            "properties": {
                "name": {
                    "type": "string",
                    "minLength": 2,
                    "pattern": "^..",
                    "x-basis": {"type": "documented", "minLength": "assumed", "pattern": "documented"},
                }
            }
        }
    )

    assert owed(made, "limit")["name: 1 characters (minLength): refused"] == (Acceptance.REJECT, Basis.DOCUMENTED)


def test_what_only_our_reading_refuses_binds_nobody():
    made = contract(
        {"required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}}}
    )

    assert owed(made, "near miss")["id: in braces: refused"] == (Acceptance.REJECT, Basis.INFERRED)
    assert owed(made, "near miss")["id: not a UUID: refused"] == (Acceptance.REJECT, Basis.DOCUMENTED)
    assert owed(made, "type")["id: as 12345: refused"] == (Acceptance.REJECT, Basis.INFERRED)
    assert owed(made, "null") == {
        "id: null: refused": (Acceptance.REJECT, Basis.DOCUMENTED),
        "name: null: refused": (Acceptance.REJECT, Basis.INFERRED),
    }


def test_another_type_that_the_schema_admits_is_no_case():
    assert owed(contract({"properties": {"n": {"type": ["integer", "string"]}}}), "type") == {}


def test_a_near_miss_that_no_clause_refuses_may_be_answered_either_way():
    made = contract({"properties": {"number": {"type": "string", "x-kind": "e164"}}})

    assert set(owed(made, "near miss").values()) == {(Acceptance.EITHER, Basis.ASSUMED)}


@pytest.mark.parametrize(
    ("open_", "expected"),
    [
        ({}, (Acceptance.ACCEPT, Basis.ASSUMED)),
        ({"additionalProperties": False}, (Acceptance.REJECT, Basis.DOCUMENTED)),
    ],
)
def test_an_unknown_field_is_ignored_unless_the_schema_shuts_it_out(open_, expected):
    assert set(owed(contract({"properties": {"a": {}}, **open_}), "unknown field").values()) == {expected}


def test_a_cause_of_its_own_goes_before_the_general_one():
    responses = {
        "400": {"x-when": {"invalid.a": {"basis": "documented", "cite": "a"}}, **KNOWN},
        "422": {"x-when": {"invalid": {"basis": "assumed", "cite": "rest"}}, **KNOWN},
    }
    made = contract({"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}, responses=responses)

    found = {
        each.title: (each.expect.statuses, each.expect.status_basis)
        for each in derive_cases(made)
        if "of type list" in each.title
    }
    assert found == {
        "a: of type list: refused": ((400,), Basis.DOCUMENTED),
        "b: of type list: refused": ((422,), Basis.ASSUMED),
    }


@pytest.mark.parametrize(
    ("method", "good", "bad"),
    [("get", Risk.READ, Risk.READ), ("post", Risk.PROVISION, Risk.REFUSED), ("delete", Risk.DESTROY, Risk.REFUSED)],
)
def test_a_request_is_as_risky_as_its_best_luck(method, good, bad):
    made = contract({"required": ["a"], "properties": {"a": {"type": "string"}}}, method=method)

    assert {each.kind: each.risk for each in derive_cases(made) if each.kind in ("minimal", "required")} == {
        "minimal": good,
        "required": bad,
    }


FORM = contract(
    {
        "required": ["a"],
        "properties": {
            "a": {"type": "string", "maxLength": 3},
            "b": {"type": "array", "minItems": 2, "items": {"type": "boolean"}},
        },
    },
    "application/x-www-form-urlencoded",
)


async def form(request):
    text = (await request.body()).decode()
    good = (
        request.headers["content-type"] == "application/x-www-form-urlencoded"
        and "a=" in text
        and len(text.split("&")[0]) <= 5
    )
    few = text.count("b=") == 1
    return JSONResponse({"said": text}, 200 if good and not few else 400)


def test_a_form_is_sent_as_a_form():
    app = Starlette(routes=[Route("/a", form, methods=["POST"])])

    report = verify(FORM, Target("t", "http://t.test", app=app, emulator=True))

    said = {exchange.request.body for outcome in report.outcomes for exchange in outcome.exchanges}
    assert b"a=a+a" in said
    assert b"a=a+a&b=false&b=false" in said
    assert report.failures == ()
    assert {outcome.case.kind for outcome in report.outcomes}.isdisjoint({"null", "type", "malformed"})


@pytest.mark.parametrize(("text", "layers"), [("no", []), ("nonsense", ["body"])])
def test_plain_text_is_checked_as_text(text, layers):
    schema = {"type": "string", "enum": ["no"], **KNOWN}
    responses = {
        "400": {
            "x-when": {"malformed": {"basis": "documented", "cite": "m"}},
            "content": {"text/plain": {"schema": schema}},
            **KNOWN,
        }
    }

    async def refuse(_request):
        return PlainTextResponse(text, 400)

    target = Target("t", "http://t.test", app=Starlette(routes=[Route("/a", refuse, methods=["POST"])]), emulator=True)
    report = verify(contract({"properties": {}}, responses=responses), target, only=["cases"])

    found = [outcome for outcome in report.outcomes if outcome.case.title == "a body that is empty: refused"]
    assert [[finding.layer for finding in outcome.findings] for outcome in found] == [layers]


@pytest.mark.parametrize(("reads", "risks"), [(True, {Risk.READ}), (False, {Risk.PROVISION, Risk.REFUSED})])
def test_a_post_that_reads_is_no_more_of_a_risk_than_a_get(reads, risks):
    text = contract({"required": ["a"], "properties": {"a": {"type": "string"}}}).document.value
    text["paths"]["/a"]["post"]["x-reads"] = reads
    made = Contract.of(YamlDocument.parse(json.dumps(text), Path("v.yaml")))

    assert {each.risk for each in derive_cases(made)} == risks
