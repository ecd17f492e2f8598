"""`emulators reproduce`: from what somebody has of a request to a bundle that answers it the same."""

from __future__ import annotations

import json

import pytest
from command import emulators

from emulators.core.discovery import discover

VENDOR = next(each for each in discover() if each.kind == "vendor")
METHOD, PATH, SAMPLE = VENDOR.world.sample
HOST = VENDOR.server.removesuffix(VENDOR.base_path)
CURL = f"curl -X {METHOD} {HOST}{PATH} -H 'X-API-Key: a-key-of-mine' --json '{json.dumps(SAMPLE)}'"


def test_a_command_line_is_reproduced_and_its_bundle_replays(tmp_path) -> None:
    (tmp_path / "bug.curl").write_text(CURL)

    done = emulators("reproduce", tmp_path / "bug.curl", "--status", 409)

    bundle = tmp_path / "bug.curl.bundle.json"
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            f"{METHOD} {PATH} of {VENDOR.name}",
            "409 there",
            "as it is, it is answered with 201 here",
            "the same answer comes out: the same request before",
            f"emulators replay {bundle}",
        ],
    )
    assert emulators("replay", bundle).stdout == "2 of 2 answers are the same\n"
    assert "a-key-of-mine" not in bundle.read_text()


def test_without_an_answer_to_compare_what_comes_is_told(tmp_path) -> None:
    (tmp_path / "bug.curl").write_text(CURL)

    done = emulators("reproduce", tmp_path / "bug.curl", "-o", tmp_path / "bug.json")

    assert (done.returncode, (tmp_path / "bug.json").exists()) == (0, True)
    assert done.stdout.splitlines()[1].startswith("answered with 201 here; the file does not say what")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ('{"success": "other"}', "409 comes out, in another form: the same request before"),
        ("", "the same answer comes out: the same request before"),
    ],
)
def test_an_answer_in_other_words_is_told(tmp_path, answer, line) -> None:
    body = json.dumps(SAMPLE)
    text = (
        f"{METHOD} {HOST}{PATH} HTTP/1.1\nContent-Type: application/json\n\n{body}\n\nHTTP/1.1 409 Conflict\n\n{answer}"
    )
    (tmp_path / "bug.http").write_text(text)

    done = emulators("reproduce", tmp_path / "bug.http")

    assert (done.returncode, done.stdout.splitlines()[3]) == (0 if not answer else 1, line)


WRONG = [
    ("hello", [], "line 1: begins neither HAR, nor a curl command line"),
    ("curl https://a.example/nowhere", [], "no emulator has GET /nowhere; --vendor names the one that is meant"),
    (CURL, ["--entry", 2], "has 1 requests, and not 2"),
]


@pytest.mark.parametrize(("text", "words", "message"), WRONG, ids=[message for _, _, message in WRONG])
def test_what_cannot_be_read_is_one_clear_line_with_the_file(tmp_path, text, words, message) -> None:
    file = tmp_path / "bug"
    file.write_text(text)

    done = emulators("reproduce", file, *words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {file}: {message}")
    assert list(tmp_path.iterdir()) == [file]


def test_a_vendor_that_there_is_not_is_told(tmp_path) -> None:
    (tmp_path / "bug").write_text(CURL)

    assert emulators("reproduce", tmp_path / "bug", "--vendor", "nobody").stderr.startswith(
        "emulators: no emulator 'nobody'"
    )
