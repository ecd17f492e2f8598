"""One request in one line."""

from __future__ import annotations

import pytest

from emulators.cli.request_line import RequestLine, printable

LINE = RequestLine("2024-01-15T10:30:00.123Z", "ci", 7, "acme.create", 503, 45, "broken")


def test_a_line_has_colours_where_it_is_asked_to() -> None:
    assert LINE.text(colour=True) == "10:30:00.123  ci  acme.create  \x1b[31m503\x1b[0m  45 us  broken"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202e", "\\u202e"),
        ("ü 電", "ü 電"),
        ("x" * 301, "x" * 300 + "..."),
    ],
    ids=["line break", "escape", "right to left", "letters", "long"],
)
def test_a_line_shows_what_cannot_be_seen(text, shown) -> None:
    assert printable(text) == shown
