"""The emulator held against a vendor."""

from __future__ import annotations

import httpx
import pytest
from asgi import Client
from recorder import HEADERS, METHOD, PATH, SAMPLE, VENDOR

from emulators.core.discovery import discover
from emulators.recording.comparison import VendorCheck
from emulators.recording.proxy import Proxy


@pytest.fixture
def comparison():
    told: list[str] = []
    made = VendorCheck.of(VENDOR, discover(), told.append)
    yield made, told
    made.close()


def test_a_vendor_that_answers_as_the_emulator_does_differs_in_nothing(vendor, comparison) -> None:
    made, told = comparison
    client = Client(Proxy(VENDOR, f"http://127.0.0.1:8080{VENDOR.base_path}", made, httpx.ASGITransport(vendor)))

    for headers in (HEADERS, HEADERS, {"Authorization": "Bearer nobody"}):
        client.request(METHOD, PATH, dict(SAMPLE or {}), headers=headers)

    assert (made.compared, made.differing, len(told)) == (3, [], 3)


def test_where_the_emulator_answers_otherwise_status_and_form_are_told(comparison) -> None:
    made, told = comparison

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(404, text="<html>")
        return httpx.Response(418, json={"success": "yes", "list": [{"a": 1.5}, {"a": None}], "more": True})

    client = Client(Proxy(VENDOR, "http://vendor.example", made, httpx.MockTransport(answer)))
    client.request(METHOD, PATH, dict(SAMPLE or {}), headers={"X-API-Key": "a-real-key"})
    client.get("/nowhere")

    lines = told[0].splitlines()
    assert lines[:2] == [f"{METHOD} {PATH}: 418, otherwise here", "  status: 418 there, 201 here"]
    assert {"  success: string there, boolean here", "  list[].a: null there, missing here"} <= set(lines)
    assert "  the body: no JSON there, object here" in told[1].splitlines()
    assert made.differing == [f"{METHOD} {PATH}: 418", "GET /nowhere: 404"]
