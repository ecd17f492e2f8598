"""Answers from recordings, and the emulator held against a vendor."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from asgi import Client
from recorder import VENDOR

from emulators.core.discovery import discover
from emulators.harness.contract.contract import Contract
from emulators.recording import folder
from emulators.recording.answering import Answering
from emulators.recording.comparison import VendorCheck
from emulators.recording.proxy import Proxy
from emulators.recording.redaction import Redaction

METHOD, PATH, SAMPLE = VENDOR.world.sample
HEADERS = dict(VENDOR.world.credentials[0].headers)


def answering(recorder: Any) -> Client:
    return Client(Answering(VENDOR, Redaction(Contract.load(VENDOR.name)), folder.read(recorder.folder)))


def test_recordings_answer_in_the_order_in_which_they_were_made(recorder) -> None:
    made = [recorder.client.request(METHOD, PATH, dict(SAMPLE or {}), headers=HEADERS) for _ in range(2)]
    client = answering(recorder)

    answers = [
        client.request(METHOD, PATH, dict(SAMPLE or {}), headers={"Authorization": "Bearer x"}) for _ in range(3)
    ]

    assert [each.status for each in answers] == [made[0].status, made[1].status, made[1].status]
    assert [each.body for each in answers[:2]] == [each.body for each in made]


def test_a_request_with_another_body_is_answered_like_the_nearest(recorder) -> None:
    made = recorder.client.request(METHOD, PATH, dict(SAMPLE or {}), headers=HEADERS)

    assert answering(recorder).request(METHOD, PATH, {"other": 1}).body == made.body


def test_what_was_not_recorded_is_a_501_of_ours_with_the_nearest(recorder) -> None:
    recorder.client.request(METHOD, PATH, dict(SAMPLE or {}), headers=HEADERS)

    answer = answering(recorder).request(METHOD, f"{PATH}s")

    assert (answer.status, answer.json()) == (
        501,
        {"error": f"no recording of {METHOD} {PATH}s; did you mean '{METHOD} {PATH.removeprefix(VENDOR.base_path)}'?"},
    )


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


def test_other_kinds_of_connections_are_not_answered(recorder) -> None:
    recorder.client.get("/nowhere")

    assert asyncio.run(answering(recorder).app({"type": "lifespan"}, None, None)) is None  # type: ignore[arg-type]  # nothing is asked
