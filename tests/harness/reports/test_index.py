"""One page leads to every report in a folder."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from emulators.harness.errors import ConfigError
from emulators.harness.reports import index, write_all

if TYPE_CHECKING:
    from emulators.harness.execution.report import Report


class Links(HTMLParser):
    """The tags and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_every_report_below_the_folder_is_led_to_with_its_verdict(
    report: Report, fruitless: Report, tmp_path: Path
) -> None:
    write_all.write(report, tmp_path / "acme")
    write_all.write(replace(fruitless, contract="carriers/bell"), tmp_path / "carriers" / "bell")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "report.json").write_text("[]")

    text = index.write(tmp_path).read_text()

    assert Links(text).links == ["acme/report.html", "carriers/bell/report.html"]
    assert [path for path in Links(text).links if not (tmp_path / path).is_file()] == []
    assert "broken: of 4 cases that were checked, 1 failed" in text
    assert "1 failed, 2 noticed, 2 not checked, 1 held" in text


def test_hostile_words_stay_words(hostile: Report, tmp_path: Path) -> None:
    write_all.write(hostile, tmp_path / "acme")

    text = index.write(tmp_path).read_text()

    assert not {"script", "img"} & Links(text).tags
    assert re.findall(r"[^\n\t -~]|##\w*\[|^\s*::", text, re.MULTILINE) == []


def test_a_page_that_cannot_be_written_is_our_own_error(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()

    with pytest.raises(ConfigError, match="cannot be written: "):
        index.write(tmp_path)
