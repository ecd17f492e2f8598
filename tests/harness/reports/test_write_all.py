import re
from pathlib import Path

import pytest

from emulators.harness.errors import ConfigError
from emulators.harness.execution.report import Report
from emulators.harness.reports import write_all as folder


@pytest.mark.parametrize("which", ["report", "hostile", "fruitless"])
def test_every_report_is_written(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(which)

    written = folder.write(report, tmp_path / "deep" / "down")

    assert [path.name for path in written] == ["junit.xml", "report.json", "report.sarif", "report.html", "report.md"]
    for path, render in zip(written, folder.formats().values(), strict=True):
        assert path.read_text(encoding="utf-8") == render(report)


def test_a_folder_that_cannot_be_is_our_own_error(report: Report, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigError, match="file: cannot be written: "):
        folder.write(report, tmp_path / "file")


def test_the_templates_stand_beside_the_modules_that_use_them() -> None:
    here = Path(folder.__file__).parent

    assert sorted(path.name for path in here.glob("*.jinja")) == [
        "index.html.jinja",
        "report.html.jinja",
        "report.md.jinja",
    ]


def test_no_file_holds_a_command_of_a_ci_system(hostile: Report) -> None:
    obeyed = {
        name: re.findall(r"^\s*::|##\w*\[", render(hostile), re.MULTILINE) for name, render in folder.formats().items()
    }

    assert obeyed == {name: [] for name in folder.formats()}


def test_every_file_is_its_owners_alone_whatever_was_there_before(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report.json").touch(0o644)

    written = folder.write(report, tmp_path)

    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_every_report_has_the_share_of_clauses_that_were_proven(report: Report) -> None:
    shares = ["1 of 2 clauses (50%)", "1 of 2 clauses \\(50%\\)", '"proven": 1']

    lacking = [name for name, render in folder.formats().items() if not any(each in render(report) for each in shares)]

    assert lacking == []
