"""The command `emulators wait`."""

from __future__ import annotations

from command import emulators


def test_waiting_ends_when_the_server_answers(served) -> None:
    assert emulators("wait", "--url", served).returncode == 0


def test_waiting_ends_where_no_server_ever_answers() -> None:
    done = emulators("wait", "--url", "http://127.0.0.1:9", "--timeout", 0)

    assert (done.returncode, done.stderr.startswith("emulators: no server of emulators answers at ")) == (1, True)
