"""What every command that talks to a running server does: where none answers, with a credential, and of a mistake."""

from __future__ import annotations

import pytest
from command import emulators
from running_server import VENDOR, WHERE
from serving import free_port
from webhook_receiver import receiving

COMMANDS = [
    ["fault", "list"],
    ["explain"],
    ["report"],
    ["bundle"],
    ["requests"],
    ["requests", "--follow"],
    ["state"],
    ["reset"],
    ["settings"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_where_nobody_serves_is_one_clear_line_without_the_password(words) -> None:
    port = free_port()

    done = emulators(*words, "--url", f"http://me:hush@127.0.0.1:{port}")

    assert (done.returncode, done.stdout, done.stderr.count("\n"), "hush" in done.stderr) == (2, "", 1, False)
    assert done.stderr.startswith(f"emulators: no server of emulators answers at http://***@127.0.0.1:{port}: ")


@pytest.mark.parametrize("answer", [b"[]", b'{"requests": 1, "faults": 1, "stages": {}}', b"<html>"])
@pytest.mark.parametrize("words", [*COMMANDS, ["clock"], ["namespace", "list"], ["call", "+15551234567"]], ids=" ".join)
def test_what_is_no_server_of_ours_is_one_clear_line(words, answer) -> None:
    with receiving(200, answer=answer) as (url, _):
        done = emulators(*words, "--url", url)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f" answers at {url}" in done.stderr


def test_the_credential_of_the_control_plane_is_sent(monkeypatch) -> None:
    monkeypatch.setenv("EMULATORS_ADMIN_TOKEN", "let-me-in")

    with receiving(200, answer=b'{"faults": []}') as (url, got):
        emulators("fault", "list", "--url", url)

    assert got[0].headers["authorization"] == "Bearer let-me-in"


WRONG = [
    (["fault", "add", "twilio.list_numbers", "--outcome", "second_hop"], "twilio is a carrier and asks nobody; "),
    (["fault", "add", f"{VENDOR.name}.nothing", "--outcome", "twice"], f"{VENDOR.name} has no operation 'nothing'"),
    (["fault", "add", WHERE, "--outcome", "before", "--response", "{"], "--response takes JSON: "),
    (["fault", "add", WHERE, "--outcome", "twice", "-H", "secret"], "--header takes NAME:VALUE; there is no ':'"),
    (["requests", "--status", "x"], "status is one such as 409, or a class such as 4xx, not 'x'"),
    (["requests", "--vendor", "x", "--follow"], "no emulator 'x' here; there is "),
    (["state", "nobody"], "no emulator 'nobody' here; there is "),
    (["settings", "nobody"], "no emulator 'nobody' with settings there; there is "),
    (["settings", f"{VENDOR.name}.nothing=1"], "no setting 'nothing' here; "),
]


@pytest.mark.parametrize(("words", "line"), WRONG, ids=[" ".join(words[:4]) for words, _ in WRONG])
def test_what_a_person_got_wrong_is_one_clear_line(run, words, line) -> None:
    done = run(*words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {line}")
