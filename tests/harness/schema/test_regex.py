"""A regular expression gives a string that it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


CLASSES = st.sampled_from(["a", "z", r"\d", r"\w", r"\s", "[a-f]", "[^a]", "[0-9x]", r"\+", "."])
COUNTS = st.sampled_from(["", "?", "*", "+", "{2}", "{1,3}", "{0,2}"])
PATTERNS = st.recursive(
    st.tuples(CLASSES, COUNTS).map("".join),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.tuples(st.lists(inner, min_size=1, max_size=3).map("|".join), COUNTS).map(
            lambda both: f"({both[0]}){both[1]}"
        )
    ),
    max_leaves=6,
)


@given(PATTERNS)
def test_the_shortest_string_of_a_pattern_matches_it(pattern):
    text = regex.matching_text(f"^{pattern}$")

    assert text is not None
    assert re.fullmatch(pattern, text)


@given(PATTERNS, st.integers(0, 12))
def test_a_string_of_a_length_has_it_and_matches(pattern, length):
    text = regex.matching_text(f"^{pattern}$", length)

    assert text is None or (len(text) == length and re.fullmatch(pattern, text) is not None)
