"""Requests that a test expects."""

from __future__ import annotations

import threading

import pytest
from sample_operation import BODY, CREATE, FIELD, OTHER, VENDOR, failure


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
