import json
import re
from typing import Any

from emulators.harness.execution.report import Report
from emulators.harness.reports import sarif


def _run(report: Report) -> Any:
    document = json.loads(sarif.render(report))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = document["runs"]
    return run


def test_every_result_points_at_its_rule(report: Report) -> None:
    run = _run(report)
    rules = run["tool"]["driver"]["rules"]

    assert len({rule["id"] for rule in rules}) == len(rules) == 3
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_failures_are_errors_and_notices_are_notes(report: Report) -> None:
    assert [(each["kind"], each["level"]) for each in _run(report)["results"]] == [
        ("fail", "error"), ("fail", "error"), ("fail", "note"),
    ]  # fmt: skip


def test_a_result_stands_at_the_line_of_the_contract(report: Report) -> None:
    (location,) = _run(report)["results"][0]["locations"]

    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "contracts/acme.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 10},
    }


def test_the_help_of_a_rule_is_what_the_vendor_says(report: Report) -> None:
    rules = _run(report)["tool"]["driver"]["rules"]

    assert [rule["help"]["text"] for rule in rules] == [
        "number string required", "number string required", "The contract quotes nothing here.",
    ]  # fmt: skip


def test_fingerprints_stay_from_run_to_run_and_differ_from_each_other(report: Report) -> None:
    prints = [each["partialFingerprints"]["clauseAndPlace/v1"] for each in _run(report)["results"]]

    assert prints == [each["partialFingerprints"]["clauseAndPlace/v1"] for each in _run(report)["results"]]
    assert len(set(prints)) == len(prints)


def test_an_inconclusive_run_did_not_succeed(fruitless: Report) -> None:
    (invocation,) = _run(fruitless)["invocations"]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].endswith("401 to good credentials")


def test_hostile_words_are_no_placeholders_and_no_links(hostile: Report) -> None:
    message = _run(hostile)["results"][0]["message"]["text"]

    assert "\\[link\\](http://evil.example) {{0}} {{{{ 7*7 }}}}" in message
    assert re.findall(r"[^\n\t -~]", sarif.render(hostile)) == []
    assert "\x1b" not in message


def test_one_departure_of_a_hundred_cases_is_one_result_with_three_examples(crowded: Report) -> None:
    (result,) = _run(crowded)["results"]

    assert (result["occurrenceCount"], len(result["properties"]["cases"])) == (100, 3)
    assert result["message"]["text"].count("expected 400, got ") == 3


def test_the_run_says_when_by_which_version_and_by_which_command(report: Report) -> None:
    run = _run(report)
    (invocation,) = run["invocations"]

    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert (invocation["startTimeUtc"], invocation["commandLine"]) == ("2026-01-02T03:04:05Z", "emulators verify acme")
    assert invocation["properties"].items() >= {"url": "https://acme.example", "mode": "provision", "seed": "7"}.items()
