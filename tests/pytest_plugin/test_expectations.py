"""Expectations that a test states of requests, and what they say when they are not met."""

from __future__ import annotations

import threading

import httpx
import pytest

from emulators.core.discovery import discover

VENDOR = next(emulator for emulator in discover() if emulator.kind == "vendor")
METHOD, PATH, SAMPLE = VENDOR.world.sample
BODY = dict(SAMPLE or {})
CREATE = next(each for each in VENDOR.operations if (each.method, each.path) == (METHOD, PATH))
OTHER = next(each for each in VENDOR.operations if each.number != CREATE.number and "{" in each.path)
FIELD = CREATE.number


@pytest.fixture
def vendor(emulators):
    return emulators[VENDOR.name]


@pytest.fixture
def create(emulators):
    """Sends the vendor's sample request with another number."""

    def send(number: str = BODY[FIELD], base_url: str = "") -> int:
        with emulators.client(VENDOR.name) as client:
            url = base_url + PATH.removeprefix(VENDOR.base_path)
            return client.request(METHOD, url, json={**BODY, FIELD: number}).status_code

    return send


def failure(state) -> str:
    with pytest.raises(AssertionError) as failed:
        state()
    return str(failed.value)


def test_a_request_that_came_once_is_returned(vendor, create) -> None:
    create()

    found = vendor.expect(CREATE.name, **{FIELD: BODY[FIELD]}).once()

    assert (found["operation"], found["number"]) == (CREATE.name, 1)


def test_a_value_of_the_path_is_expected_by_its_name(emulators, vendor) -> None:
    path = OTHER.path.removeprefix(VENDOR.base_path).replace("{", "").replace("}", "")
    with emulators.client(VENDOR.name) as client:
        client.request(OTHER.method, path)
    name = OTHER.path.partition("{")[2].partition("}")[0]

    assert vendor.expect(OTHER.name, **{name: name}).once()["path"] == OTHER.path.replace("{", "").replace("}", "")


def test_an_object_may_have_more_than_is_expected_of_it(vendor) -> None:
    expected = vendor.expect(CREATE.name, metadata={"a": {"b": 1}})
    request = {"path": "/", "query": None, "request": {"metadata": {"a": {"b": 1, "c": 2}, "d": 3}}, "status": 201}

    assert expected.differences(request) == []
    assert vendor.expect(CREATE.name, metadata={"a": {"b": 2}}).differences(request) == [
        "metadata.a.b: expected 2, was 1"
    ]


def test_a_request_is_waited_for(vendor, create) -> None:
    later = threading.Timer(0.1, create)
    later.start()

    assert vendor.expect(CREATE.name).once(within=10)["number"] == 1
    later.join()


def test_several_are_counted(vendor, create) -> None:
    create(), create()

    assert len(vendor.expect(CREATE.name).times(2)) == 2
    assert "but it came 2 times: #1, #2" in failure(vendor.expect(CREATE.name).once)


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


def test_a_status_is_expected_as_well(vendor, create) -> None:
    create(), create()
    first, second = (each["status"] for each in vendor.requests)

    assert vendor.expect(CREATE.name, status=second).once()["number"] == 2
    assert f"status: expected 418, was {first}" in failure(vendor.expect(CREATE.name, status=418).once)


def test_a_secret_cannot_be_expected(vendor) -> None:
    request = {"path": "/", "query": None, "request": {"a": "*** 12345678"}, "status": 201}

    assert vendor.expect(CREATE.name, a="x").differences(request) == [
        "a: is a secret, which the journal does not keep; expect something else"
    ]


def test_an_operation_that_there_is_not_is_told_with_the_nearest(vendor) -> None:
    with pytest.raises(ValueError, match=f"has no operation '{CREATE.name}x'; did you mean '{CREATE.name}'"):
        vendor.expect(f"{CREATE.name}x")


def test_a_sequence_is_met_in_its_order(emulators, vendor, create) -> None:
    create(vendor.numbers[0]), create(vendor.numbers[1]), create(vendor.numbers[2])
    first, second = (vendor.expect(CREATE.name, **{FIELD: number}) for number in vendor.numbers[:2])

    assert [each["number"] for each in first.then(second).once()] == [1, 2]
    assert len(emulators.sequence(first).then(second).once()) == 2
    told = failure(second.then(first).then(second).once).splitlines()
    assert [line.rpartition(":")[2].strip() for line in told[1:3]] == ["#2", "never after #2"]
