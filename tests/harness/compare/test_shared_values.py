"""Both sides of a case get the same made-up values."""

from __future__ import annotations

from dataclasses import replace

from harness.one_case import case

from emulators.harness.compare.shared_values import SharedAllocator, SharedValues
from emulators.harness.execution.resolver import Allocator

CASES = [case(), replace(case(), id="another")]


def test_each_case_has_the_same_values_on_both_sides_and_others_than_the_next():
    shared = SharedValues(Allocator(7))

    sides = [
        [
            (side.number(), side.ending(), side.unknown("line_0123"))
            for side in [SharedAllocator(shared)]
            for _ in side.following(CASES)
        ]
        for _ in range(2)
    ]

    assert sides[0] == sides[1]
    assert sides[0][0] != sides[0][1]
