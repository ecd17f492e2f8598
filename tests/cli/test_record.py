"""`emulators record`: the proxy as a user runs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from command import emulators
from serving import PATH

from emulators.core.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Iterator

VENDOR = next(each for each in discover() if each.kind == "vendor")
METHOD, TARGET, SAMPLE = VENDOR.world.sample
HEADERS = dict(VENDOR.world.credentials[0].headers)


@contextmanager
def recording(*words: object) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Runs the proxy on a free port: the host's URL that it prints, and the process, which is interrupted in the end."""
    process = subprocess.Popen(
        ["emulators", "record", VENDOR.name, *map(str, words), "--port", "0"],
        env={**os.environ, "PATH": PATH, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:[0-9]+", process.stdout.readline())
        assert found
        yield found[0], process
    finally:
        process.kill()
        process.communicate(timeout=20)


def ask(url: str) -> httpx.Response:
    return httpx.request(METHOD, f"{url}{TARGET}", json=SAMPLE, headers=HEADERS)


def stop(process: subprocess.Popen[str]) -> tuple[int, list[str], str]:
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    return process.returncode, out.splitlines(), err


def test_what_was_recorded_is_answered_again(served, space, tmp_path) -> None:
    upstream = f"{served}/~{space}/{VENDOR.name}{VENDOR.base_path}"
    with recording("--upstream", upstream, "--out", tmp_path / "new") as (url, process):
        first = ask(url)
        ended = stop(process)
    with recording("--mode", "replay", "--out", tmp_path / "new") as (url, _):
        second = ask(url)

    (file,) = (tmp_path / "new").iterdir()
    assert ended == (0, [f"{METHOD} {TARGET.removeprefix(VENDOR.base_path)} {first.status_code}  {file.name}"], "")
    assert (second.status_code, second.json()) == (first.status_code, first.json())


def test_a_check_ends_with_how_many_answers_were_otherwise(served, space) -> None:
    upstream = f"{served}/~{space}/{VENDOR.name}{VENDOR.base_path}"
    with recording("--upstream", upstream, "--mode", "check") as (url, process):
        ask(url)
        httpx.get(f"{served}/~{space}/__admin/health")
        httpx.put(
            f"{served}/~{space}/__admin/faults",
            json={"faults": [{"where": f"{VENDOR.name}.*", "outcome": "before", "status": 503}]},
        )
        ask(url)
        code, lines, _ = stop(process)

    assert (code, lines[-1]) == (1, "2 answers, 1 of them otherwise here")


WRONG = [
    ([], "--mode record takes --upstream URL, which stands for "),
    (["--upstream", "ftp://x"], "--mode record takes --upstream URL, which stands for "),
    (["--upstream", "http://x"], "--mode record takes --out DIR, the folder of the recordings"),
    (["--upstream", "http://x", "--out", "/proc/none"], "/proc/none: cannot be written: "),
    (["--mode", "replay", "--out", "/nowhere"], "/nowhere: has no recordings (files that end in .har)"),
    (
        ["--upstream", "http://x", "--mode", "check", "--host", "no.such.host.example"],
        "cannot listen on no.such.host.example:8080",
    ),
]


@pytest.mark.parametrize(("words", "line"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_a_person_got_wrong_is_one_clear_line(words, line) -> None:
    done = emulators("record", VENDOR.name, *words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {line}")
