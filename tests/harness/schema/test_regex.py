"""A regular expression gives a string that it matches."""

from __future__ import annotations

import pytest

from emulators.harness.schema import regex


@pytest.mark.parametrize(
    ("expression", "length", "made"),
    [
        ("^abc$", None, "abc"),
        (r"^\+[1-9][0-9]{6,14}$", None, "+1000000"),
        (r"^\+[1-9][0-9]{6,14}$", 16, "+100000000000000"),
        (r"^\+[1-9][0-9]{6,14}$", 17, None),
        ("^(ab|c)+d?$", None, "c"),
        ("^[^ab]{2}.$", None, "11a"),
        (r"^\d\w\s\S$", None, "1a a"),
        ("^a*$", 5, "aaaaa"),
        ("^x(?:yz)*?$", 5, "xyzyz"),
        ("^[a-z]+@[a-z]+$", None, "a@a"),
        ("(", None, None),
        ("^(?=y)x$", None, None),
    ],
)
def test_a_pattern_gives_a_string(expression, length, made):
    assert regex.matching_text(expression, length) == made
