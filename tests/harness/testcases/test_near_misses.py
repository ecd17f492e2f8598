"""A near miss differs from the good value by a hair, and rings nobody."""

from __future__ import annotations

import pytest

from emulators.harness.testcases import near_misses
from emulators.harness.testcases.phone_numbers import fictional, rings_nobody


@pytest.mark.parametrize("miss", near_misses.numbers(fictional(7), plus=True), ids=lambda miss: miss.name)
def test_no_near_miss_of_a_number_rings_anybody(miss):
    assert rings_nobody(miss.text)


@pytest.mark.parametrize("kind", ["uuid", "object-id", "host", "pin", "e164", "digits"])
def test_every_near_miss_differs_from_the_good_one(kind):
    good = {
        "uuid": "3b241101-e2bb-4255-8caf-4136c566a962",
        "object-id": "64e5f1234567abcdef123456",
        "host": "sip.example.com",
        "pin": "246810",
        "e164": "+12005550100",
        "digits": "+12005550100",
    }[kind]

    found = near_misses.of(kind, good)

    assert len(found) >= 3
    assert good not in {miss.text for miss in found}


def test_what_has_no_kind_has_no_near_misses():
    assert near_misses.of("colour", "red") == []
