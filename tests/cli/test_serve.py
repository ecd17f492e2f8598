"""The command `emulators serve` as a user meets it: what it keeps, what it prints, what it refuses."""

from __future__ import annotations

import json
import signal
import socket
import subprocess

import httpx
import pytest
from command import emulators
from serving import BIN, serving

from emulators.core.discovery import discover

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]


@pytest.mark.parametrize("emulator", VENDORS, ids=lambda emulator: emulator.name)
def test_what_was_answered_is_kept_through_a_kill(emulator, tmp_path) -> None:
    method, path, body = emulator.world.sample
    field = next(each.number for each in emulator.operations if each.path == path and each.method == method)
    command = f"emulators serve {emulator.name} --data {tmp_path}"

    with serving(command) as (process, url):
        empty = httpx.get(f"{url}/__admin/state").json()[emulator.name]
        with httpx.Client(headers=dict(emulator.world.credentials[0].headers)) as http:
            for number in range(20):
                answer = http.request(method, f"{url}{path}", json={**body, field: f"+1555123{number:04}"})
                assert answer.status_code in (200, 201)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with serving(command) as (_, url):
        kept = httpx.get(f"{url}/__admin/state").json()[emulator.name]

    assert max(kept[table] - count for table, count in empty.items()) == 20


def test_more_namespaces_are_kept_than_a_modest_system_opens_files(tmp_path) -> None:
    modest = "sh -c 'ulimit -Sn 100 && exec emulators \"$@\"' sh"

    with serving(f"{modest} serve --data {tmp_path}") as (_, url), httpx.Client() as http:
        for number in range(60):
            assert http.get(f"{url}/~n{number}/__admin/health").status_code == 200


def test_the_banner_says_where_to_go_and_its_commands_work() -> None:
    with serving("emulators serve") as (process, url):
        banner = [process.stdout.readline() for _ in range(4)]
        command = next(line for line in banner if "curl" in line)
        done = subprocess.run(
            ["bash", "-c", f"{command.strip()} -s -o /dev/null -w '%{{http_code}}'"],
            capture_output=True,
            text=True,
            check=True,
        )

    assert url in banner[0]
    assert done.stdout in ("200", "201")


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


WRONG = [
    ("serve nobody", "no emulator 'nobody'; there is"),
    ("serve --set nobody.x=1", "no emulator 'nobody'; there is"),
    ("serve --set x=1", "--set takes EMULATOR.SETTING=VALUE, not 'x=1'"),
    ("serve --set {vendor}.nothing=1", "no setting 'nothing' here; there is"),
    ("serve --profile other", "--profile is one of default, examples, not 'other'"),
    ("serve --now yesterday", "--now takes an ISO 8601 time"),
    ("serve --now 0001-01-01T00:00:00+14:00", "--now takes an ISO 8601 time"),
    (f"serve --host {'x' * 64}", "'xxx"),
    ("serve --data {file}", "cannot keep data in"),
    ("serve --port {taken}", "cannot listen on 127.0.0.1:"),
    ("serve --host nowhere.invalid", "cannot listen on nowhere.invalid:8080"),
    ("list nobody", "no emulator 'nobody'; there is"),
    ("world nobody", "no emulator 'nobody'; there is"),
]


@pytest.mark.parametrize(("words", "line"), WRONG, ids=lambda text: text.split(":")[0])
def test_what_a_person_got_wrong_is_one_clear_line(words, line, taken, tmp_path) -> None:
    (tmp_path / "file").touch()
    command = words.format(vendor=VENDORS[0].name, file=tmp_path / "file", taken=taken).split()

    done = emulators(*command)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"emulators: {line}")
    assert done.stderr.count("\n") == 1


def test_help_and_version_answer_without_loading_an_emulator() -> None:
    ask = "import sys; from emulators.cli import app; app(['--help'], standalone_mode=False); print([m for m in sys.modules if 'starlette' in m or '.vendors.' in m])"
    done = subprocess.run([BIN / "python", "-c", ask], capture_output=True, text=True, timeout=30, check=True)
    version = emulators("--version")

    assert done.stdout.endswith("[]\n")
    assert version.stdout.strip()[0].isdigit()


def test_the_world_is_the_same_offline() -> None:
    with serving("emulators serve") as (_, url):
        served = httpx.get(f"{url}/__admin/world").json()
        offline = emulators("world", "--json", "--url", url)

    assert json.loads(offline.stdout) == served


def test_the_trace_can_be_left_out() -> None:
    with serving("emulators serve --no-trace") as (_, url):
        answer = httpx.get(f"{url}/{VENDORS[0].name}/nowhere")

    assert "emulator-trace" not in answer.headers
