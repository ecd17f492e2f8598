"""Requests that are expected in an order."""

from __future__ import annotations

from sample_operation import CREATE, FIELD, failure

from emulators.pytest_plugin.explanation import explain_sequence


def test_a_sequence_is_met_in_its_order(emulators, vendor, create) -> None:
    create(vendor.numbers[0]), create(vendor.numbers[1]), create(vendor.numbers[2])
    first, second = (vendor.expect(CREATE.name, **{FIELD: number}) for number in vendor.numbers[:2])

    assert [each["number"] for each in first.then(second).once()] == [1, 2]
    assert len(emulators.sequence(first).then(second).once()) == 2
    told = failure(second.then(first).then(second).once).splitlines()
    assert [line.rpartition(":")[2].strip() for line in told[1:3]] == ["#2", "never after #2"]


def test_a_request_that_completes_a_sequence_too_late_is_named(vendor, create) -> None:
    create(vendor.numbers[0]), create(vendor.numbers[1])
    first, second = (vendor.expect(CREATE.name, **{FIELD: number}) for number in vendor.numbers[:2])
    sequence = first.then(second)
    in_the_end = sequence.find_matches()

    told = explain_sequence(sequence, 0, in_the_end[:1], in_the_end).splitlines()

    assert told[2].endswith("too late, as #2 after #1")
