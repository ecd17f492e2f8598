import json

import pytest

from emulators.harness.reports.text import LONGEST, inert, line, shown, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\r\nb", "a\\r\nb"),
        ("\u202egpj", r"\u202egpj"),
        ("\ud800\ufffe\x00", r"\ud800\ufffe\x00"),
        ("\u2028\x85\x9b", r"\u2028\x85\x9b"),
        ("رقم ☎ 電話", "رقم ☎ 電話"),
    ],
    ids=["lines stay", "ansi", "carriage return", "bidi", "not for XML", "other line ends", "letters stay"],
)
def test_what_cannot_be_seen_is_shown_as_an_escape(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("a\n  ::add-mask::x", "a\n  \\x3a:add-mask::x"),
        ("got ##[error]x", r"got \x23#[error]x"),
        ("got ##vso[task.setvariable]x", r"got \x23#vso[task.setvariable]x"),
        ("got ##teamcity[buildStop]", r"got \x23#teamcity[buildStop]"),
        ("a::b # [c] ## [d]", "a::b # [c] ## [d]"),
    ],
    ids=[
        "at the start",
        "indented, on a later line",
        "the older form, anywhere",
        "Azure Pipelines",
        "TeamCity",
        "nobody obeys these",
    ],
)
def test_a_line_that_a_ci_system_would_obey_is_broken(text: str, told: str) -> None:
    assert inert(text) == told


def test_json_is_laid_out_and_its_tokens_stay_as_they_came() -> None:
    body = rb'{"a":1.00,"b":[],"c":{"d":"\u0041, {x}","d":[1,{}]},"e":1e400}'

    text = shown(body)

    assert text == (
        '{\n  "a": 1.00,\n  "b": [],\n  "c": {\n    "d": "\\u0041, {x}",\n    "d": [\n      1,\n      {}\n    ]\n  },\n  "e": 1e400\n}'
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (None, ""),
        (b"", ""),
        (b"<p>{", "<p>{"),
        (b"\xff{}", r"\xff{}"),
        (b'"\x1b"', r'"\x1b"'),
        (b"12" * 2400, "12" * 2400),
    ],
    ids=["none", "empty", "not JSON", "not UTF-8", "a control character", "an endless number"],
)
def test_anything_else_is_shown_as_it_came(body: bytes | None, text: str) -> None:
    assert shown(body) == text


def test_a_long_body_is_cut_and_says_so() -> None:
    text = shown(b"xy" * (LONGEST // 2) + b"more.")

    assert text == "xy" * (LONGEST // 2) + "\n... (5 more characters)"


def test_filler_is_told_by_its_length() -> None:
    text = shown(b'{"name": "' + b"x" * 10_001 + b'"}')

    assert text == '{\n  "name": "' + "x" * 20 + '...(9981 more)"\n}'


def test_deep_nesting_does_not_blow_up() -> None:
    deep = b"[" * 900 + b"]" * 900

    assert json.loads(shown(deep)) == json.loads(deep)
    assert len(shown(deep)) < 100 * len(deep)
    assert shown(b"[" * LONGEST) == "[" * LONGEST


def test_one_line_stays_one_line() -> None:
    assert line("a\nb\tc" + "d" * 10, longest=8) == "a\\nb\\tcd... (9 more characters)"
