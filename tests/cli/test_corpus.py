"""The command `emulators corpus`."""

from __future__ import annotations

from command import emulators
from harness.switchboard import CONTRACT

from emulators.harness.fuzzing.corpus import read


def test_generated_requests_of_one_operation_are_written_to_a_file(tmp_path) -> None:
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]

    done = [
        emulators("corpus", CONTRACT, "--out", file, "--operation", "list_lines", "--examples", 1, "--seed", 7)
        for file in files
    ]

    frozen = read(files[0])
    assert {entry.step.operation for entry in frozen.entries} == {"list_lines"}
    assert (done[0].returncode, done[0].stdout) == (0, f"{len(frozen.entries)} requests in {files[0]}\n")
    assert files[0].read_text() == files[1].read_text()


def test_a_file_that_cannot_be_written_is_one_line(tmp_path) -> None:
    done = emulators("corpus", CONTRACT, "--out", tmp_path, "--operation", "list_lines", "--examples", 1)

    assert (done.returncode, done.stderr) == (2, f"emulators: {tmp_path}: cannot be written: Is a directory\n")
