"""The placeholders of `examples.yaml`: `{N#/pointer}` is what the body of the Nth answer has there."""

from __future__ import annotations

from typing import Any

from examples import filled
from hypothesis import given
from hypothesis import strategies as st

NAMES = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | st.integers() | NAMES
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)


def pointers(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    """Every part of a value with its JSON pointer."""
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    escaped = [(str(name).replace("~", "~0").replace("/", "~1"), inner) for name, inner in named]
    return [(pointer, value), *(each for name, inner in escaped for each in pointers(inner, f"{pointer}/{name}"))]


@given(VALUES)
def test_what_holds_no_placeholder_stays_as_it_is(value: Any) -> None:
    assert filled(value, []) == value


@given(st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=3), min_size=1, max_size=3), st.data())
def test_a_placeholder_is_the_part_of_the_answer_that_its_pointer_names(bodies: list[Any], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(bodies)))
    pointer, part = data.draw(st.sampled_from(pointers(bodies[number - 1])[1:]))
    placeholder = f"{{{number}#{pointer}}}"

    written = {"whole": placeholder, "within": [f"/{placeholder}/{placeholder}"]}

    assert filled(written, [{"body": body} for body in bodies]) == {"whole": part, "within": [f"/{part}/{part}"]}
