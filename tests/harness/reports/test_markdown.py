import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from emulators.harness.execution.report import Report
from emulators.harness.reports import markdown
from emulators.harness.reports.markdown import MOST, code, fence


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        found += [token, *(token.children or [])]
    return found


def test_the_page_says_what_was_found(report: Report) -> None:
    tokens = _tokens(markdown.render(report))

    headings = [tokens[index + 1].children for index, each in enumerate(tokens) if each.type == "heading_open"]
    assert ["".join(child.content for child in children or ()) for children in headings] == [
        "staging against the contract acme 2026-01-02: broken",
        "Failures",
        "POST /numbers: number left out: expected 400, got 201",
        "POST /numbers: number left out: expected 400, got text/html",
        "Notices",
        "Not checked",
        "Coverage of the contract: 66.6 %",
    ]
    assert [each.content for each in tokens if each.type == "fence"][:2] == [
        f"{report.failures[0].curl}\n", '{\n  "id": "n_1",\n  "ok": true\n}\n',
    ]  # fmt: skip


def test_every_table_is_one(report: Report) -> None:
    tables = sum(each.type == "table_open" for each in _tokens(markdown.render(report)))

    assert tables == 1 + 2 + 1 + 1 + 1


def test_hostile_words_stay_words(hostile: Report) -> None:
    text = markdown.render(hostile)

    tokens = _tokens(text)

    raw = {each.content.strip() for each in tokens if each.type in ("html_block", "html_inline")}
    assert raw == {"<details><summary>The answer, 201</summary>", "</details>"}
    assert not {"link_open", "image", "hr", "s_open", "em_open"} & {each.type for each in tokens}
    assert re.findall(r"[^\n\t -~]", text) == []


@pytest.mark.parametrize("text", ["plain", "a`b", "``", "`", "a|b", "a\nb", " "])
def test_code_cannot_be_ended_by_its_content(text: str) -> None:
    row = MarkdownIt("gfm-like", {"linkify": False}).parse(f"| a | b |\n|---|---|\n| {code(text)} | c |")

    cells = [each.children for each in row if each.type == "inline"][2:]
    assert len(cells) == 2
    assert [child.type for child in cells[0] or ()] == ["code_inline"]


@pytest.mark.parametrize("text", ["plain", "```", "a\n`````\nb", "~~~"])
def test_a_block_cannot_be_ended_by_its_content(text: str) -> None:
    (block,) = MarkdownIt().parse(fence(text, "sh"))

    assert (block.type, block.content) == ("fence", f"{text}\n")


def test_a_flood_of_failures_is_cut_and_says_so(report: Report) -> None:
    failed = report.outcomes[1]
    found = failed.findings[0]
    lines = [replace(found, clause=replace(found.clause, pointer=f"#/{number}")) for number in range(MOST + 3)]
    flood = replace(report, outcomes=(replace(failed, findings=tuple(lines)),))

    text = markdown.render(flood)

    assert text.count("#### ") == MOST
    assert "3 more failures are in the other reports." in text
