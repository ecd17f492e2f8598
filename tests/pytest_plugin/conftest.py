"""The fixture of one vendor, its sample request, and a project that is not this one."""

from __future__ import annotations

import pytest
from sample_operation import BODY, FIELD, METHOD, PATH, VENDOR


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


@pytest.fixture
def run(pytester):
    """Runs a file of tests, and says what pytest printed and the outcomes."""

    def in_project(tests: str, *options: str, **outcomes: int):
        pytester.makepyfile(tests)
        result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:schemathesis", *options)
        if outcomes:
            result.assert_outcomes(**outcomes)
        return result

    return in_project
