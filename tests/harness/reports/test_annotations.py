import re

from emulators.harness.execution.report import Report
from emulators.harness.reports import annotations


def test_failures_are_errors_and_notices_are_notices_at_their_lines(report: Report) -> None:
    assert re.findall(r"^::(\w+) file=([^,]+),line=(\d+),title=", annotations.render(report), re.MULTILINE) == [
        ("error", "contracts/acme.yaml", "10"),
        ("error", "contracts/acme.yaml", "11"),
        ("notice", "contracts/acme.yaml", "20"),
    ]


def test_an_annotation_says_what_was_expected_and_what_the_page_says(report: Report) -> None:
    first = annotations.render(report).splitlines()[0]

    assert first.endswith(
        "::POST /numbers: number left out: expected 400, got 201%0AThe page says: number string required"
    )


def test_a_hostile_word_stays_inside_its_annotation(hostile: Report) -> None:
    lines = annotations.render(hostile).split("\n")

    assert [each.partition(" ")[0] for each in lines] == ["::error", "::notice", ""]
    properties = lines[0].removeprefix("::error ").partition("::")[0]
    assert [each.partition("=")[0] for each in properties.split(",")] == ["file", "line", "title"]
    assert re.findall(r"[^\n -~]", "".join(lines)) == []


def test_a_run_without_findings_annotates_nothing(fruitless: Report) -> None:
    assert annotations.render(fruitless) == ""
