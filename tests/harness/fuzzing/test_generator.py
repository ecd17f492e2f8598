"""The program that generates requests, run in this process."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st
from schemathesis.core import NotSet

from emulators.harness.fuzzing import generator
from emulators.harness.fuzzing.openapi import openapi


@pytest.fixture
def generated(monkeypatch, capsys):
    """Runs the program on a document, and returns its lines."""

    def run(document, operations=()) -> list[dict[str, object]]:
        job = {"document": document, "seed": 7, "examples": 3, "operations": list(operations)}
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(job)))
        generator.main()
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_the_same_job_gives_the_same_requests_of_every_phase_and_mode(contract, generated):
    document = openapi(contract)

    first, second = generated(document, ["create_line"]), generated(document, ["create_line"])

    assert first == second
    assert {each["operation"] for each in first} == {"create_line"}
    assert {(each["phase"], each["mode"]) for each in first} == {
        ("examples", "positive"),
        ("coverage", "positive"),
        ("coverage", "negative"),
        ("fuzzing", "positive"),
        ("fuzzing", "negative"),
    }


def test_an_operation_that_cannot_be_read_fails(contract, generated):
    document = openapi(contract)
    document["paths"]["/lines"]["get"]["parameters"] = [{"$ref": "#/components/parameters/none"}]

    with pytest.raises(Exception, match="none"):
        generated(document)


def test_nothing_is_drawn_where_nothing_is_wanted_or_can_be():
    assert generator.draw(st.integers(), 7, 0) == []
    assert generator.draw(st.nothing(), 7, 1) == []
    assert len(generator.draw(st.integers(), 7, 3)) == 3


@pytest.mark.parametrize(
    ("body", "written"),
    [(b"\xff\x00", {"raw": "/wA="}), ({"a": 1}, {"body": {"a": 1}}), (NotSet(), {})],
    ids=["bytes", "JSON", "nothing"],
)
def test_a_body_is_written_as_json_or_in_base64(body, written):
    meta = SimpleNamespace(phase=SimpleNamespace(data=SimpleNamespace(description=None)))
    case = SimpleNamespace(meta=meta, path_parameters={"id": "1"}, query=None, media_type="text/plain", body=body)

    assert generator.to_json(case) == {
        "what": "",
        "path": {"id": "1"},
        "query": {},
        "media_type": "text/plain",
        **written,
    }
