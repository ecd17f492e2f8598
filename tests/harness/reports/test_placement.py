"""What a report points at is a file that its reader has."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from emulators.harness.document.location import find
from emulators.harness.errors import ConfigError
from emulators.harness.execution.report import Report
from emulators.harness.reports import annotations, sarif, write_all
from emulators.harness.reports.placement import moved, with_contract_beside


@pytest.fixture
def installed(report: Report) -> Report:
    """A report on a contract of this package, which does not lie where its reader works."""
    return moved(report, str(find("chorus")))


def _places(report: Report) -> set[str]:
    (run,) = json.loads(sarif.render(report))["runs"]
    locations = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]]
    return {each["uri"] for each in locations}


def test_the_contract_is_copied_beside_the_reports_and_named_there(
    installed: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    placed = with_contract_beside(installed, Path("out/chorus"))

    assert Path("out/chorus/contract.yaml").read_text() == find("chorus").read_text()
    assert _places(placed) == {"out/chorus/contract.yaml"}
    assert {each.case.clause.file for each in placed.outcomes} == {str(tmp_path / "out/chorus/contract.yaml")}
    assert annotations.render(placed).startswith("::error file=out/chorus/contract.yaml,line=10,title=")


def test_a_copy_elsewhere_is_named_by_its_whole_path(
    installed: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    (uri,) = _places(with_contract_beside(installed, tmp_path / "out"))

    assert Path(unquote(urlsplit(uri).path)) == tmp_path / "out" / "contract.yaml"


def test_a_contract_that_the_reader_has_stays_where_it_is(installed: Report, tmp_path: Path) -> None:
    assert with_contract_beside(installed, tmp_path) == installed
    assert list(tmp_path.iterdir()) == []


def test_an_installed_package_is_not_at_hand_even_below_the_working_directory(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "venv" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "acme.yaml").write_text("openapi: 3.1.0\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("emulators.harness.document.location.get_path", lambda _: str(packages))

    placed = with_contract_beside(moved(report, str(packages / "acme.yaml")), tmp_path / "out")

    assert placed.file == str(tmp_path / "out" / "contract.yaml")


def test_a_folder_that_cannot_be_is_our_own_error(
    installed: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ConfigError, match="file: cannot be written: "):
        with_contract_beside(installed, tmp_path / "file")


def test_a_report_of_a_contract_that_is_gone_stays_as_it_is(report: Report, tmp_path: Path) -> None:
    gone = replace(report, file=str(tmp_path / "gone.yaml"))

    assert with_contract_beside(gone, tmp_path / "out") == gone
    assert list(write_all.formats()) == ["junit.xml", "report.json", "report.sarif", "report.html", "report.md"]
