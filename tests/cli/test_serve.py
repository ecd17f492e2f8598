"""The command `emulators serve` as a user meets it: what it keeps, what it prints, what it refuses."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess

import httpx
import pytest
from command import emulators
from serving import BIN, serving

from emulators.cli.serve import banner
from emulators.core.discovery import discover

VENDORS = tuple(emulator for emulator in discover() if emulator.kind == "vendor")


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


@pytest.mark.parametrize("names", [(), (VENDORS[0].name,)], ids=["all", "one"])
def test_the_banner_fits_a_terminal_and_ends_with_the_url(names) -> None:
    url = "http://127.0.0.1:54321"

    lines = banner(tuple(each for each in discover() if each.name in names or not names), url, root=False).splitlines()

    assert (len(lines) < 24, max(map(len, lines)) <= 80, lines[-1]) == (True, True, url)


def test_a_banner_of_many_emulators_fits_a_terminal() -> None:
    lines = banner(VENDORS[:1] * 40, "http://127.0.0.1:8080", root=False).splitlines()

    assert (len(lines) < 24, "  and 25 more" in lines) == (True, True)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_the_command_that_the_banner_names_prints_a_request_that_works(served, space, vendor) -> None:
    url = f"{served}/~{space}"
    line = next(line for line in banner((vendor,), url, root=False).splitlines() if " env " in line)
    command = line.partition("  what")[0].split()[1:]

    curl = emulators(*command, "--language", "shell").stdout.strip()
    done = subprocess.run(
        ["bash", "-c", f"{curl} -s -o /dev/null -w '%{{http_code}}'"], capture_output=True, text=True, check=True
    )

    assert done.stdout in ("200", "201")


def printed_by(options: str) -> tuple[list[str], list[str]]:
    """What `emulators serve` wrote to stdout after its banner, and to stderr, when it was asked one thing that is refused."""
    with serving(f"emulators serve {options}", stderr=subprocess.PIPE) as (process, url):
        fault = {"where": f"{VENDORS[0].name}.*", "outcome": "twice"}
        httpx.post(f"{url}/~forged/__admin/faults", json=fault).raise_for_status()
        httpx.get(f"{url}/{VENDORS[0].name}/x%0a10:00:00 default%1b[31m%e2%80%ae?y=1")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    return out.partition("__admin")[2].splitlines()[
        4:
    ] if "--log json" not in options else out.splitlines(), err.splitlines()


def test_each_request_is_a_line_that_no_client_can_forge() -> None:
    (line,), err = printed_by("")

    assert re.fullmatch(
        rf"[0-9:.]{{12}}  default  {VENDORS[0].name} GET /x\\n10:00:00 default\\x1b\[31m\\u202e  404  [0-9]+ us  Not [Ff]ound \(assumed\)",
        line,
    )
    assert err == [f"emulators: never used in forged: {VENDORS[0].name}.* twice"]


def test_each_request_is_a_json_line_and_nothing_else_is_on_stdout() -> None:
    (line,), err = printed_by("--log json")

    read = json.loads(line)
    assert (read["namespace"], read["status"], read["number"], read["why"]) == ("default", 404, 1, read["why"])
    assert err[-2].startswith("http://127.0.0.1:")


def test_a_quiet_server_prints_no_line() -> None:
    assert printed_by("--quiet")[0] == []


def test_lines_that_nobody_reads_hold_no_request_up() -> None:
    with serving(f"emulators serve {VENDORS[0].name}") as (_, url), httpx.Client(base_url=url) as http:
        long = "x" * 1_000
        statuses = {http.get(f"/{long}").status_code for _ in range(400)}

    assert statuses == {404}


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
    ("serve --set {vendor}.nothing=1", "{vendor} has no setting 'nothing'; there is"),
    ("serve --log yaml", "--log is one of text, json, not 'yaml'"),
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
    assert done.stderr.startswith(f"emulators: {line.format(vendor=VENDORS[0].name)}")
    assert done.stderr.count("\n") == 1


def test_help_and_version_answer_without_loading_an_emulator() -> None:
    ask = "import sys; from emulators.cli import app; app(['--help'], standalone_mode=False); print([m for m in sys.modules if 'starlette' in m or '.vendors.' in m])"
    done = subprocess.run([BIN / "python", "-c", ask], capture_output=True, text=True, timeout=30, check=True)
    version = emulators("--version")

    assert done.stdout.endswith("[]\n")
    assert version.stdout.strip()[0].isdigit()


def test_the_trace_can_be_left_out() -> None:
    with serving("emulators serve --no-trace") as (_, url):
        answer = httpx.get(f"{url}/{VENDORS[0].name}/nowhere")

    assert "emulator-trace" not in answer.headers


def test_what_is_no_origin_is_one_line() -> None:
    done = emulators("serve", "--cors", "localhost:3000")

    assert (done.returncode, done.stderr) == (
        2,
        "emulators: --cors takes an origin such as http://localhost:3000, or *, not 'localhost:3000'\n",
    )


@pytest.mark.parametrize("words", [["--host", "0.0.0.0"], ["--host", "::"]])
def test_others_reach_the_control_plane_with_a_token_only(words) -> None:
    done = emulators("serve", "--port", 0, *words)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "add --admin-token TOKEN, or --no-admin" in done.stderr


def test_commands_present_the_token(monkeypatch) -> None:
    with serving("emulators serve --host 0.0.0.0 --allow-host 127.0.0.1 --admin-token s3cret") as (_, url):
        refused = emulators("state", "--url", url)
        monkeypatch.setenv("EMULATORS_ADMIN_TOKEN", "s3cret")
        waited = emulators("wait", "--url", url)
        shown = emulators("state", "--url", url)

    assert (refused.returncode, waited.returncode, shown.returncode) == (2, 0, 0)


def test_without_a_control_plane_the_emulators_are_served() -> None:
    with serving("emulators serve --no-admin") as (_, url):
        statuses = [httpx.get(f"{url}{path}").status_code for path in ("/__admin/world", f"/{VENDORS[0].name}/nowhere")]

    assert statuses == [404, 404]
