"""`emulators report`: what a client's requests show, as text and for programs."""

from __future__ import annotations

import json
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from command import emulators

from emulators.core.discovery import discover
from emulators.core.errors import errors_of

VENDOR = next(each for each in discover() if each.kind == "vendor" and any(documented for documented in each.problems))
OPERATION = next(each for each in VENDOR.operations if each.path == VENDOR.world.sample[1])
DOCUMENTED = sorted(
    {
        name
        for operation in VENDOR.operations
        for name, error in errors_of(VENDOR, operation).items()
        if error.problem.provenance.basis == "documented"
    }
)


@pytest.fixture
def root(served, space) -> str:
    """A namespace in which one request was accepted with an unknown field, and one refused for its credentials."""
    url = f"{served}/~{space}"
    method, path, body = VENDOR.world.sample
    headers = dict(VENDOR.world.credentials[0].headers)
    httpx.request(method, f"{url}/{VENDOR.name}{path}", json={**(body or {}), "colour]{": "red"}, headers=headers)
    httpx.request(method, f"{url}/{VENDOR.name}{path}", json=body)
    return url


def test_the_report_for_a_person_names_remarks_and_errors(root) -> None:
    done = emulators("report", "--url", root)

    lines = done.stdout.splitlines()
    assert (done.returncode, lines[0]) == (0, f"2 requests in {root.rpartition('~')[2]}")
    assert f"unknown field: {VENDOR.name}.{OPERATION.name} colour]{{ (#1)" in lines
    assert f"{VENDOR.name}: documented errors never met" in lines


def test_each_documented_error_was_met_or_never_met(root) -> None:
    told = json.loads(emulators("report", "--format", "json", "--url", root).stdout)["errors"][VENDOR.name]

    assert sorted(each["name"] for each in (*told["met"], *told["never"])) == DOCUMENTED


def test_strict_fails_where_there_is_a_remark_that_is_not_ignored(root) -> None:
    kinds = ("ignored field", "assumed behaviour", "unreachable number", "tolerated value")
    ignored = [word for kind in kinds for word in ("--ignore", kind)]

    codes = [
        emulators("report", "--strict", *ignored, *more, "--url", root).returncode
        for more in ((), ("--ignore", "unknown field"))
    ]

    assert codes == [1, 0]


def test_junit_has_a_case_for_each_remark_and_each_error(root) -> None:
    suite = fromstring(emulators("report", "--format", "junit", "--url", root).stdout)[0]

    failed = [case.get("name") for case in suite if case.find("failure") is not None]
    assert "unknown field colour]{" in failed
    assert (int(suite.get("tests", "")), int(suite.get("failures", ""))) == (len(suite), len(failed))
    assert len([case for case in suite if case.find("skipped") is not None]) == int(suite.get("skipped", ""))


def test_sarif_has_a_result_for_each_remark(root) -> None:
    told = json.loads(emulators("report", "--format", "sarif", "--url", root).stdout)["runs"][0]

    rules = [rule["id"] for rule in told["tool"]["driver"]["rules"]]
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in told["results"])
    assert [each["message"]["text"][:13] for each in told["results"] if each["ruleId"] == "unknown-field"] == [
        "colour\\]{{ is"
    ]


def test_a_report_is_written_to_a_file(root, tmp_path) -> None:
    done = emulators("report", "--format", "json", "-o", tmp_path / "report.json", "--url", root)

    assert (done.stdout, json.loads((tmp_path / "report.json").read_text())["count"]) == ("", 2)


WRONG = [
    (["--format", "xml"], "--format is one of text, json, junit, sarif, not 'xml'"),
    (["--ignore", "noise"], "--ignore is one of unknown field, ignored field, "),
    (["-o", "/nowhere/at/all"], "/nowhere/at/all: cannot be written: No such file or directory"),
]


@pytest.mark.parametrize(("words", "line"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_a_person_got_wrong_is_one_clear_line(root, words, line) -> None:
    done = emulators("report", *words, "--url", root)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {line}")
