"""Requests that are expected in an order."""

from __future__ import annotations

from sample_operation import CREATE, FIELD, failure


def test_a_sequence_is_met_in_its_order(emulators, vendor, create) -> None:
    create(vendor.numbers[0]), create(vendor.numbers[1]), create(vendor.numbers[2])
    first, second = (vendor.expect(CREATE.name, **{FIELD: number}) for number in vendor.numbers[:2])

    assert [each["number"] for each in first.then(second).once()] == [1, 2]
    assert len(emulators.sequence(first).then(second).once()) == 2
    told = failure(second.then(first).then(second).once).splitlines()
    assert [line.rpartition(":")[2].strip() for line in told[1:3]] == ["#2", "never after #2"]
