"""Recordings as HAR."""

from __future__ import annotations

import json

import pytest

from emulators.recording import folder
from emulators.recording.har_reading import read_har
from emulators.recording.har_writing import to_har
from emulators.recording.recorded import BadRecording, Recorded


def test_har_is_read_as_it_was_written() -> None:
    exchange = Recorded(
        "POST", "https://x.example/a?b=c", {"a": "b"}, b"{}", 200, {"c": "d"}, b"\xff", "2024-01-15", 1.5, "x"
    )

    assert read_har(json.dumps(to_har([exchange])).encode()) == [exchange]


BAD = [
    (b"{", "line 1, column 2: Expecting property name enclosed in double quotes"),
    (b"\xff", "it is no text in UTF-8"),
    (b"{}", "log: Field required"),
    (b'{"log": {"entries": []}}', "log.entries: List should have at least 1 item"),
    (b'{"log": {"entries": [{"request": {"method": "GET"}}]}}', "log.entries.0.request.url: Field required"),
    (
        b'{"log": {"entries": [{"request": {"method": "GET", "url": "/"}, "response": {"content": {"text": "!", "encoding": "base64"}}}]}}',
        "the body of an answer is no base64",
    ),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message[:40] for _, message in BAD])
def test_what_is_no_recording_is_told_with_file_and_place(tmp_path, text, message) -> None:
    (tmp_path / "a.har").write_bytes(text)

    with pytest.raises(BadRecording) as refused:
        folder.read(tmp_path)

    assert str(refused.value).startswith(f"{tmp_path}/a.har: {message}")
