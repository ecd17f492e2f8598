"""What an expectation that is not met says."""

from __future__ import annotations

import threading

import httpx
from sample_operation import BODY, CREATE, FIELD, METHOD, OTHER, PATH, VENDOR, failure


def test_what_never_comes_is_explained_with_the_nearest_request_and_its_differences(vendor, create) -> None:
    create(vendor.numbers[1])

    told = failure(lambda: vendor.expect(CREATE.name, **{FIELD: vendor.numbers[0]}).once(within=0.01))

    assert told.splitlines()[:2] == [
        f"expected {VENDOR.name} {CREATE.name} with {FIELD}={vendor.numbers[0]!r}: once within 0.01 s",
        "but it came never",
    ]
    assert f"  {FIELD}: expected {vendor.numbers[0]!r}, was {vendor.numbers[1]!r}" in told.splitlines()


def test_why_a_request_was_refused_stands_below_it(vendor, create) -> None:
    create(), create()

    told = failure(vendor.expect(CREATE.name).never).splitlines()

    refusal = vendor.requests[1]["refusal"]
    assert told[-1].strip() == f"{refusal['message']} ({refusal['basis']}: {refusal['cite']})"


def test_where_nothing_came_the_explanation_says_so(vendor) -> None:
    assert "no request came to namespace" in failure(vendor.expect(CREATE.name).once)


def test_another_operation_is_the_nearest_where_there_is_no_other(vendor, create) -> None:
    create()

    assert f"operation: expected {OTHER.name}, was {CREATE.name}" in failure(vendor.expect(OTHER.name).once)


def test_what_comes_too_late_is_told_from_what_never_comes(vendor, create) -> None:
    later = threading.Timer(0.25, create)
    later.start()

    told = failure(lambda: vendor.expect(CREATE.name).once(within=0.2))
    later.join()

    assert "but it came too late: #1" in told


def test_what_came_to_a_namespace_of_no_test_is_found_there(emulators, vendor) -> None:
    with httpx.Client(headers=vendor.headers) as client:
        client.request(METHOD, f"{emulators.host.url}/{VENDOR.name}{PATH}", json={**BODY, FIELD: "somewhere"})

    assert "but it came to another namespace: #" in failure(vendor.expect(CREATE.name, **{FIELD: "somewhere"}).once)


def test_what_was_dropped_is_unknown_and_not_never(emulators, vendor) -> None:
    with emulators.client(VENDOR.name) as client:
        for _ in range(9):
            client.post("/x", content=b"x" * 1_000_000)

    assert "unknown: " in failure(vendor.expect(CREATE.name).once)
    assert "unknown: " in failure(vendor.expect(CREATE.name).never)
