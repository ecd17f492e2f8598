"""The recordings under `fixtures/` have no secret, and are as the contract and the emulator say."""

from __future__ import annotations

import json

from recorder import VENDOR
from recordings import wrong_with
from serving import CHECKOUT

METHOD, PATH, SAMPLE = VENDOR.world.sample
HEADERS = dict(VENDOR.world.credentials[0].headers)


def test_nothing_is_wrong_with_the_recordings_that_there_are() -> None:
    found = {file.name: wrong_with(file) for file in (CHECKOUT / "fixtures" / "recordings").glob("*.har")}

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_recording_of_what_contract_and_emulator_say_is_fine(recorder) -> None:
    for _ in range(2):
        recorder.client.request(METHOD, PATH, dict(SAMPLE or {}), headers=HEADERS)

    assert [wrong_with(file) for file in recorder.files] == [[], []]


def test_a_recording_with_a_secret_or_another_answer_is_told(recorder) -> None:
    recorder.client.request(METHOD, PATH, dict(SAMPLE or {}), headers=HEADERS)
    (file,) = recorder.files
    kept = json.loads(file.read_text())
    kept["log"]["entries"][0]["response"]["content"]["text"] = "[]"
    kept["log"]["entries"][0]["request"]["headers"].append({"name": "authorization", "value": "Bearer hush-hush"})
    file.write_text(json.dumps(kept))

    lines = wrong_with(file)

    assert lines[0] == "1: it has a secret"
    assert lines[-1] == "1: the emulator answers otherwise"
    assert len(lines) == 3


def test_a_status_that_the_contract_does_not_have_is_told(recorder) -> None:
    recorder.client.get("/nowhere")

    assert wrong_with(recorder.files[0]) == ["1: the contract does not describe GET /nowhere with 404"]
