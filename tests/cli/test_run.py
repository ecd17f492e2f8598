"""`emulators run` and `emulators wait`, for scripts and CI."""

from __future__ import annotations

import sys

import pytest
from command import emulators

from emulators.core.discovery import discover

VENDOR = next(emulator for emulator in discover() if emulator.kind == "vendor")


def script(text: str) -> tuple[str, ...]:
    return ("--", sys.executable, "-c", f"import os, signal, sys, httpx\n{text}")


def test_a_command_finds_the_server_and_its_exit_code_is_that_of_run() -> None:
    look = f"""
url = os.environ["EMULATORS_URL"]
assert httpx.get(url + "/__admin/health").status_code == 200
assert os.environ["MINE"] == os.environ["EMULATORS_{VENDOR.name.upper()}_URL"] == f"{{url}}/{VENDOR.name}{VENDOR.base_path}"
assert httpx.get(url + "/__admin/clock").json()["now"].startswith("2024-01-15")
sys.exit(7)
"""

    done = emulators("run", "--env", f"MINE={VENDOR.name}", "--now", "2024-01-15", *script(look))

    assert (done.returncode, done.stderr) == (7, "")


def test_a_command_that_a_signal_ended_has_the_exit_code_that_a_shell_gives_it() -> None:
    assert emulators("run", *script("os.kill(os.getpid(), signal.SIGTERM)")).returncode == 128 + 15


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--", "/nowhere/nothing"], "cannot run /nowhere/nothing: No such file or directory"),
        (["--env", "MINE", "--", "true"], "--env takes NAME=EMULATOR"),
        (["--env", "MINE=nobody", "--", "true"], "--env takes NAME=EMULATOR"),
        (["--now", "soon", "--", "true"], "--now takes an ISO 8601 time"),
    ],
    ids=str,
)
def test_what_cannot_be_run_is_one_line(words, line) -> None:
    done = emulators("run", *words)

    assert (done.returncode, done.stdout, done.stderr.startswith(f"emulators: {line}")) == (2, "", True)
