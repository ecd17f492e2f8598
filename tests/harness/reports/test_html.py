import re
from html.parser import HTMLParser
from typing import Any

import pytest

from emulators.harness.execution.report import Report
from emulators.harness.reports import html as page
from emulators.harness.reports.glossary import WORDS

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Parsed(HTMLParser):
    """A page as its tags, its attributes and its text; unbalanced tags fail."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[Any] = []
        self.text = ""
        self.outcomes: list[Any] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *each) for each in attrs]
        if tag == "details" and dict(attrs)["class"].startswith("outcome "):
            self.outcomes.append(dict(attrs)["class"].removeprefix("outcome "))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_every_case_is_there_worst_first(report: Report) -> None:
    assert Parsed(page.render(report)).outcomes == [
        "failed", "noticed", "noticed", "not-checked", "not-checked", "held",
    ]  # fmt: skip


def test_a_failure_shows_its_clause_its_request_and_both_bodies(report: Report) -> None:
    text = Parsed(page.render(report)).text

    for words in (
        "number is required (documented)",
        "number string required",
        '"$ACME_KEY"',
        "contracts/acme.yaml:10",
        '"sipMode": "ip"',
        '"id": "n_1"',
        "never, 2 cases",
        "needs an agentId",
        "66.6 %",
    ):
        assert words in text


def test_outcomes_can_be_filtered_without_a_script(report: Report) -> None:
    text = page.render(report)
    attributes = Parsed(text).attributes

    filters = [value for tag, name, value in attributes if (tag, name) == ("input", "id")]

    assert filters == ["show-all", "show-failed", "show-noticed", "show-not-checked", "show-held"]
    assert [value for tag, name, value in attributes if (tag, name) == ("label", "for")] == filters
    for each in filters[1:]:
        state = each.removeprefix("show-")
        assert f"#{each}:checked ~ main > .outcome:not(.{state})" in text


def test_the_page_opens_on_the_failures_if_there_are_any(report: Report, fruitless: Report) -> None:
    assert re.findall(r'id="([\w-]+)" checked', page.render(report)) == ["show-failed"]
    assert re.findall(r'id="([\w-]+)" checked', page.render(fruitless)) == ["show-all"]


def test_the_page_needs_nothing_else_and_allows_nothing_else(report: Report) -> None:
    parsed = Parsed(page.render(report))

    assert not {"script", "link", "img", "iframe", "object", "base", "form", "a"} & set(parsed.tags)
    assert not {"src", "href", "style", "action"} & {name for _, name, _ in parsed.attributes}
    assert "url(" not in page.render(report)
    policy = next(value for _, name, value in parsed.attributes if name == "content" and "default-src" in value)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert ("meta", "content", "width=device-width, initial-scale=1") in parsed.attributes


@pytest.mark.parametrize(
    "odd", [r"[^\n\t -~]", r"<script", r"<img", r"\{\{|\{%"], ids=["odd", "script", "img", "jinja"]
)
def test_hostile_words_stay_words(hostile: Report, odd: str) -> None:
    text = page.render(hostile)

    tags = Parsed(text).tags

    assert not {"script", "img"} & set(tags)
    assert "&lt;script&gt;alert(1)" in text
    assert re.findall(odd, text.replace("{{ 7*7 }} {% raw %}", "")) == []


def test_the_words_of_the_page_are_explained_on_it(report: Report) -> None:
    text = Parsed(page.render(report)).text

    for word in ("clause", "basis", "noticed", "inconclusive", "near-miss", "left over"):
        assert f"{word}{WORDS[word]}" in text


def test_one_departure_of_a_hundred_cases_is_one_row_with_three_examples(crowded: Report) -> None:
    text = page.render(crowded)
    table = text[text.index("<h2>Departures") : text.index("<h2>Coverage")]

    assert table.count("<tr class=") == 1
    assert '<td class="number state">100</td>' in table
    assert re.findall(r"name of (\d+) characters", table) == ["0", "1", "2"]
    assert "and 97 more" in table


def test_what_was_left_over_is_folded_below_the_verdict(crowded: Report) -> None:
    text = page.render(crowded)

    assert text.index('<div class="verdict') < text.index('<details class="leftovers') < text.index("<h2>Coverage")
    assert "36 left over on the target</span></summary>" in text
    assert "x" * 200 not in text


def test_a_case_is_titled_by_what_was_expected_and_what_came(report: Report) -> None:
    text = page.render(report)

    assert re.findall(r"<summary><span class=\"state\">(failed|held)</span> (.*)</summary>", text) == [
        ("failed", "POST /numbers: number left out: expected 400, got 201"),
        ("held", "POST /numbers: good: refused"),
    ]
