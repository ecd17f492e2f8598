import json
import re
from dataclasses import replace

from emulators.harness.execution.report import Report
from emulators.harness.model.exchange import HttpResponse
from emulators.harness.reports import json_report as record


def test_everything_that_was_found_is_in_it(report: Report) -> None:
    kept = json.loads(record.render(report))

    assert kept["counts"] == {"failed": 1, "noticed": 2, "not checked": 2, "held": 1}
    assert kept["not_checked"] == [{"reason": "needs an agentId", "cases": 2}]
    assert (kept["verdict"], kept["exit_code"], kept["successes"], kept["file"]) == (
        "broken",
        1,
        1,
        "contracts/acme.yaml",
    )
    assert kept["coverage"]["percent"] == 66.6
    assert [each["case"] for each in kept["outcomes"]] == [each.case.id for each in report.outcomes]
    assert kept["outcomes"][1]["findings"][0] == {
        "failure": True,
        "layer": "status",
        "pointer": "/code",
        "clause": {
            "file": "contracts/acme.yaml",
            "line": 10,
            "pointer": "#/components/schemas/Number/10",
            "basis": "documented",
            "cite": "number string required",
            "text": "number is required",
        },
        "expected": "400",
        "got": "201",
        "curl": report.failures[0].curl,
    }


def test_a_hostile_word_comes_back_as_it_was_sent(hostile: Report) -> None:
    text = record.render(hostile)

    kept = json.loads(text)

    assert kept["target"] == hostile.target
    assert kept["outcomes"][0]["findings"][0]["got"] == hostile.failures[0].got
    assert re.findall(r"[^\n -~]|##\w*\[|^\s*::", text, re.MULTILINE) == []


def test_a_body_comes_back_byte_by_byte(report: Report) -> None:
    outcome = report.outcomes[0]
    played = replace(outcome.exchanges[0], response=HttpResponse(200, {}, b"\xff\x00"))

    kept = json.loads(record.render(replace(report, outcomes=(replace(outcome, exchanges=(played,)),))))
    (exchange,) = kept["outcomes"][0]["exchanges"]

    assert exchange["request"]["body"] == {"text": '{"sipMode":"ip"}'}
    assert exchange["response"]["body"] == {"base64": "/wA="}


def test_a_run_says_when_by_which_version_against_what_and_by_which_command(report: Report) -> None:
    assert json.loads(record.render(report))["run"] == {
        "began": "2026-01-02T03:04:05+00:00",
        "tool": "1.2.3",
        "url": "https://acme.example",
        "serve": "",
        "mode": "provision",
        "seed": 7,
        "command": "emulators verify acme",
    }


def test_one_departure_of_a_hundred_cases_is_one_entry_that_names_them_all(crowded: Report) -> None:
    (departure,) = json.loads(record.render(crowded))["departures"]

    assert (len(departure["cases"]), departure["failure"]) == (100, True)
    assert departure["title"].startswith("POST /numbers: name of 0 characters: expected 400, got xxxx")


def test_a_long_body_is_cut_and_says_so(report: Report) -> None:
    outcome = report.outcomes[0]
    bodies = [b"x" * (record.LONGEST + 3), b"\xff" * (record.LONGEST + 4)]
    played = tuple(replace(outcome.exchanges[0], response=HttpResponse(200, {}, body)) for body in bodies)

    kept = json.loads(record.render(replace(report, outcomes=(replace(outcome, exchanges=played),))))

    told = [each["response"]["body"] for each in kept["outcomes"][0]["exchanges"]]
    assert (len(told[0]["text"]), [each["cut"] for each in told]) == (record.LONGEST, [3, 4])
