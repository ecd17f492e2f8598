"""Numbers that belong to nobody are told from those that may ring somebody."""

from __future__ import annotations

import re

import pytest

from emulators.harness.testcases.phone_numbers import ROOM, fictional, rings_nobody


@pytest.mark.parametrize(
    ("number", "harmless"),
    [
        ("+12015550123", True),
        ("12015550123", True),
        ("+447700900123", True),
        ("+15005550001", True),
        ("+1555010", True),
        ("+120155501230123", True),
        ("", True),
        ("+14155552671", False),
        ("2125551234", False),
        ("+442079460958", True),
        ("+442079461958", False),
        ("+33142685300", False),
    ],
)
def test_a_number_that_may_ring_somebody_is_known(number, harmless):
    assert rings_nobody(number) is harmless


def test_the_owners_numbers_may_be_used():
    assert rings_nobody("+14155552671", ("+1 415 555 2671",))


def test_fictional_numbers_are_many_and_ring_nobody():
    some = [fictional(index) for index in range(0, ROOM, 997)]

    assert all(re.fullmatch(r"\+1[2-9]\d\d55501\d\d", number) and rings_nobody(number) for number in some)
    assert len({fictional(index) for index in range(ROOM)}) == ROOM > 50_000
