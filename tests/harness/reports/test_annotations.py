import re
from dataclasses import replace
from pathlib import Path

import pytest

from emulators.harness.document.location import find
from emulators.harness.execution.report import Report
from emulators.harness.reports import annotations
from emulators.harness.reports.placement import moved


def _at_hand(report: Report) -> Report:
    """The report with its clauses in a contract that lies here."""
    return moved(report, str(find("chorus")))


def test_failures_are_errors_and_notices_are_notices_at_their_lines(report: Report) -> None:
    commands = annotations.render(_at_hand(report))

    assert re.findall(r"^::(\w+) file=([^,]+),line=(\d+),title=", commands, re.MULTILINE) == [
        ("error", "contracts/chorus.yaml", "10"),
        ("error", "contracts/chorus.yaml", "11"),
        ("notice", "contracts/chorus.yaml", "20"),
    ]


def test_an_annotation_says_what_was_expected_and_what_the_page_says(report: Report) -> None:
    first = annotations.render(_at_hand(report)).splitlines()[0]

    assert first.endswith(
        "::POST /numbers: number left out: expected 400, got 201%0AThe page says: number string required"
    )


def test_an_annotation_of_a_contract_that_the_reader_does_not_have_is_at_the_file_of_the_target(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "targets.toml").touch()
    monkeypatch.chdir(tmp_path)
    described = replace(report, details=replace(report.details, origin=(str(tmp_path / "targets.toml"), 4)))

    first = annotations.render(described).splitlines()[0]

    assert first.startswith("::error file=targets.toml,line=4,title=number is required%3A expected 400%2C got 201::")
    assert first.endswith("%0AThe contract: contracts/acme.yaml:10")


def test_an_annotation_without_any_file_at_hand_names_none(report: Report) -> None:
    first = annotations.render(report).splitlines()[0]

    assert first.startswith("::error title=number is required%3A expected 400%2C got 201::")


def test_a_hostile_word_stays_inside_its_annotation(hostile: Report) -> None:
    lines = annotations.render(_at_hand(hostile)).split("\n")

    assert [each.partition(" ")[0] for each in lines] == ["::error", "::notice", ""]
    properties = lines[0].removeprefix("::error ").partition("::")[0]
    assert [each.partition("=")[0] for each in properties.split(",")] == ["file", "line", "title"]
    assert re.findall(r"[^\n -~]|##\w*\[", "".join(lines)) == []


def test_a_run_without_findings_annotates_nothing(fruitless: Report) -> None:
    assert annotations.render(fruitless) == ""
