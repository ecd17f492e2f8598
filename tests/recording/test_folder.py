"""Folders of recordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from recorder import VENDOR, recorder_of

from emulators.recording import folder
from emulators.recording.recorded import BadRecording


def test_recordings_are_numbered_on(recorder, vendor) -> None:
    recorder.client.get("/nowhere")
    recorder_of(vendor, recorder.folder).client.get("/nowhere")

    names = sorted(file.name for file in recorder.folder.iterdir())

    assert names == [f"{number:04}-{VENDOR.name}-GET-elsewhere-404.har" for number in (1, 2)]


def test_a_folder_without_recordings_and_one_that_cannot_be_written_are_told(tmp_path) -> None:
    with pytest.raises(BadRecording, match="has no recordings"):
        folder.read(tmp_path)
    with pytest.raises(BadRecording, match="/proc/none: cannot be written"):
        folder.make_folder(Path("/proc/none"))
    with pytest.raises(BadRecording, match="cannot be read: No such file"):
        folder.read_file(tmp_path / "none.har")
