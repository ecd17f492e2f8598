"""Answers from recordings."""

from __future__ import annotations

import asyncio
from typing import Any

from asgi import Client
from recorder import HEADERS, METHOD, PATH, SAMPLE, VENDOR

from emulators.harness.contract.contract import Contract
from emulators.recording import folder
from emulators.recording.answering import Answering
from emulators.recording.redaction import Redaction


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


def test_other_kinds_of_connections_are_not_answered(recorder) -> None:
    recorder.client.get("/nowhere")

    assert asyncio.run(answering(recorder).app({"type": "lifespan"}, None, None)) is None  # type: ignore[arg-type]  # nothing is asked
