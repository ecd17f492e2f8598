"""A JSON pointer leads to a part of a value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.harness.document.json_pointer import escape, look_up, unescape


def test_a_pointer_into_json_is_followed():
    assert look_up({"a": [{"b/c": 1}]}, "#/a/0/b~1c") == 1
    with pytest.raises(KeyError):
        look_up({"a": []}, "/a/0")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab/~1#", max_size=3), inner, max_size=3),
    max_leaves=12,
)


def every_part(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    """Each part of a JSON value with the pointer to it, written by hand as RFC 6901 has it."""
    inner: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        inner = [(key.replace("~", "~0").replace("/", "~1"), part) for key, part in value.items()]
    elif isinstance(value, list):
        inner = [(str(index), part) for index, part in enumerate(value)]
    return [(pointer, value), *(found for token, part in inner for found in every_part(part, f"{pointer}/{token}"))]


@given(JSON)
def test_every_part_of_a_value_is_found_by_its_pointer(value):
    for pointer, part in every_part(value):
        assert look_up(value, pointer) is part
        assert look_up(value, f"#{pointer}") is part
        with pytest.raises(KeyError):
            look_up(value, f"{pointer}/no such key")


@given(st.text("ab/~01"))
def test_a_key_survives_being_written_in_a_pointer(key):
    assert unescape(escape(key)) == key
    assert "/" not in escape(key)
