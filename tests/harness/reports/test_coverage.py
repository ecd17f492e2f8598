from dataclasses import replace

import pytest

from emulators.harness.errors import ConfigError
from emulators.harness.execution.report import Report
from emulators.harness.reports import json_report as record
from emulators.harness.reports.coverage import Coverage, Row, merged


def test_every_branch_says_how_many_of_its_cases_were_checked(report: Report) -> None:
    table = Coverage.of(report)

    assert table.rows == (
        Row("POST /numbers", "sip", cases=2, checked=(0,)),
        Row("POST /numbers", "twilio", cases=4, checked=(4,)),
    )
    assert (table.cases, table.checked(), table.percent()) == (6, 4, 66.6)


def test_what_one_target_was_never_asked_shows_beside_another(report: Report, fruitless: Report) -> None:
    table = Coverage.of(report) + Coverage.of(replace(fruitless, target="vendor"))

    assert table.targets == ("staging", "vendor")
    assert [(row.branch, row.checked) for row in table.rows] == [("sip", (0, 0)), ("twilio", (4, 0))]
    assert (table.percent("staging"), table.percent("vendor")) == (66.6, 0.0)


def test_a_kept_report_counts_like_a_fresh_one(report: Report) -> None:
    assert Coverage.read(record.render(report)) == Coverage.of(report)


def test_several_runs_against_one_target_count_once(report: Report) -> None:
    table = merged([Coverage.of(report), Coverage.of(report)])

    assert (table.cases, table.checked()) == (6, 4)


def test_of_nothing_nothing_was_checked(report: Report) -> None:
    assert Coverage.of(replace(report, outcomes=())).percent() == 0.0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"target": "a", "outcomes": [{}]}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="is not the report"):
        Coverage.read(text)
