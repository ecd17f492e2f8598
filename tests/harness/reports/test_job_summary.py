"""A run is told in the summary of a GitHub Actions job."""

from pathlib import Path

import pytest

from emulators.harness.errors import ConfigError
from emulators.harness.execution.report import Report
from emulators.harness.reports import job_summary, markdown


def test_runs_stand_one_after_the_other(report: Report, fruitless: Report, tmp_path: Path) -> None:
    job_summary.append(report, tmp_path / "summary")
    job_summary.append(fruitless, tmp_path / "summary")

    assert (tmp_path / "summary").read_text() == f"{markdown.render(report)}\n{markdown.render(fruitless)}\n"


def test_a_summary_that_is_nearly_full_gets_the_verdict_only(report: Report, tmp_path: Path) -> None:
    (tmp_path / "summary").write_text("x" * (job_summary.LARGEST - 1000))

    job_summary.append(report, tmp_path / "summary")

    text = (tmp_path / "summary").read_text().lstrip("x")
    assert text.startswith("## staging against the contract acme 2026\\-01\\-02: broken\n")
    assert text.endswith("The rest is in the other reports: the summary of this step is full.\n\n")
    assert (tmp_path / "summary").stat().st_size < job_summary.LARGEST


def test_a_summary_that_cannot_be_written_is_our_own_error(report: Report, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written: "):
        job_summary.append(report, tmp_path)
