"""The commands that talk to a running server: `fault`, `requests`, `state`, `reset`, `settings`."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from command import Done, emulators
from serving import free_port
from webhook_receiver import receiving

from emulators.cli.request_line import RequestLine, printable
from emulators.core.discovery import discover

VENDOR = discover()[0]
OPERATION = next(each for each in VENDOR.operations if each.path == VENDOR.world.sample[1])
WHERE = f"{VENDOR.name}.{OPERATION.name}"


@pytest.fixture
def run(served, space):
    """Runs a command on the server, in a namespace that no other test uses."""
    return lambda *words: emulators(*words, "--url", served, "--namespace", space)


def said(done: Done) -> str:
    """What a command that went well printed."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@pytest.fixture
def root(served, space) -> str:
    return f"{served}/~{space}"


def sample(root: str) -> httpx.Response:
    method, path, body = VENDOR.world.sample
    headers = dict(VENDOR.world.credentials[0].headers)
    return httpx.request(method, f"{root}/{VENDOR.name}{path}", json=body, headers=headers)


def test_a_fault_is_added_met_listed_and_cleared(run, root) -> None:
    added = said(run("fault", "add", WHERE, "--outcome", "before", "--status", 503, "--first", 1))
    run("fault", "add", f"{VENDOR.name}.*", "--outcome", "slow", "--delay", 1, "--nth", 99)
    statuses = [sample(root).status_code for _ in range(2)]

    listed, cleared = said(run("fault", "list")), said(run("fault", "clear"))

    rule = f'{WHERE} before, when {{"first": 1}}, status 503'
    unused = f'NEVER USED           {VENDOR.name}.* slow, when {{"nth": 99}}, delay 1.0'
    assert (added, statuses[0], statuses[1] in (200, 201)) == (f"added: {rule}", 503, True)
    assert listed.splitlines() == [f"1 of 2 requests      {rule}", unused]
    assert cleared.splitlines() == ["2 faults cleared", unused]
    assert said(run("fault", "list")) == "no faults"


def test_every_part_of_a_fault_can_be_said(run) -> None:
    words = (
        "--outcome before --error number_exists --retry-after 30 --delay 0.5 --jitter 0.1 --first 9 --nth 2 --every 2"
    )
    when = "--since 2024-01-15T10:30:00Z --until 2024-01-16T10:30:00Z --probability 0.5 --seed 7"
    match = ["--number", "+15550100001", "-H", "X-Trial: a", "--field", "provider=twilio", "--json"]

    added = json.loads(said(run("fault", "add", WHERE, *words.split(), *when.split(), *match)))

    assert added == {
        "where": WHERE,
        "outcome": "before",
        "error": "number_exists",
        "retry_after": 30,
        "delay": 0.5,
        "jitter": 0.1,
        "when": {
            "first": 9,
            "nth": 2,
            "every": 2,
            "since": "2024-01-15T10:30:00Z",
            "until": "2024-01-16T10:30:00Z",
            "probability": 0.5,
            "seed": 7,
        },
        "match": {"number": "+15550100001", "headers": {"X-Trial": "a"}, "fields": {"provider": "twilio"}},
        "seen": 0,
        "used": 0,
    }
    assert [each["where"] for each in json.loads(said(run("fault", "list", "--json")))["faults"]] == [WHERE]
    assert json.loads(said(run("fault", "clear", "--json")))["cleared"] == 1


def test_a_response_is_said_as_json(run, root) -> None:
    said(run("fault", "add", WHERE, "--outcome", "before", "--response", '{"status": 418, "body": "short"}'))

    assert (sample(root).status_code, sample(root).text) == (418, "short")


WRONG = [
    (["fault", "add", "twilio.list_numbers", "--outcome", "second_hop"], "twilio is a carrier and asks nobody; "),
    (["fault", "add", f"{VENDOR.name}.nothing", "--outcome", "twice"], f"{VENDOR.name} has no operation 'nothing'"),
    (["fault", "add", WHERE, "--outcome", "before", "--response", "{"], "--response takes JSON: "),
    (["fault", "add", WHERE, "--outcome", "twice", "-H", "secret"], "--header takes NAME:VALUE; there is no ':'"),
    (["requests", "--status", "x"], "status is one such as 409, or a class such as 4xx, not 'x'"),
    (["requests", "--vendor", "x", "--follow"], "no emulator 'x' here; there is "),
    (["state", "nobody"], "nobody here is called that; there is "),
    (["settings", "nobody"], "no emulator 'nobody' with settings there; there is "),
    (["settings", f"{VENDOR.name}.nothing=1"], "no setting 'nothing' here; "),
]


@pytest.mark.parametrize(("words", "line"), WRONG, ids=[" ".join(words[:4]) for words, _ in WRONG])
def test_what_a_person_got_wrong_is_one_clear_line(run, words, line) -> None:
    done = run(*words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {line}")


COMMANDS = [
    ["fault", "list"],
    ["explain"],
    ["report"],
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


def test_the_credential_of_the_control_plane_is_sent(monkeypatch) -> None:
    monkeypatch.setenv("EMULATORS_ADMIN_TOKEN", "let-me-in")

    with receiving(200, answer=b'{"faults": []}') as (url, got):
        emulators("fault", "list", "--url", url)

    assert got[0].headers["authorization"] == "Bearer let-me-in"


def test_requests_are_a_line_each(run, root) -> None:
    sample(root)
    httpx.get(f"{root}/{VENDOR.name}/nowhere")

    lines = said(run("requests")).splitlines()

    space = root.rpartition("~")[2]
    assert re.fullmatch(rf"[0-9:.]{{12}}  {space}  {WHERE}  20[01]  [0-9]+ us", lines[0])
    assert re.fullmatch(rf"[0-9:.]{{12}}  {space}  {VENDOR.name} GET /nowhere  404  [0-9]+ us  .+ \(.+\)", lines[1])


def test_requests_are_filtered_shown_whole_and_forgotten(run, root) -> None:
    sample(root)
    httpx.get(f"{root}/{VENDOR.name}/nowhere")

    shown = [json.loads(line) for line in said(run("requests", "--operation", OPERATION.name, "--json")).splitlines()]

    assert ([each["number"] for each in shown], said(run("requests", "--status", "4xx", "--limit", 0))) == ([1], "")
    assert said(run("requests", "--clear")) == "2 requests forgotten"
    assert json.loads(said(run("requests", "--clear", "--json"))) == {"cleared": 0}


def test_requests_that_are_no_longer_kept_are_told_of(run, root) -> None:
    with httpx.Client() as http:
        for _ in range(1_001):
            http.get(f"{root}/{VENDOR.name}/nowhere")

    done = run("requests", "--limit", 1)

    assert done.stderr == "emulators: 1 earlier requests are no longer kept\n"


def test_new_requests_are_followed_until_the_server_ends() -> None:
    event = b'data: {"number": 1, "at": "2024-01-15T10:30:00.000Z", "emulator": "acme", "operation": "create", "method": "POST", "path": "/", "status": 201, "microseconds": 7, "why": null}\n\n'
    with receiving(200, answer=b": new requests follow\n\n" + event) as (url, got):
        done = emulators("requests", "--follow", "--since", 0, "--url", url)

    assert said(done) == "10:30:00.000  default  acme.create  201  7 us"
    assert got[0].headers["accept"] == "text/event-stream"


def test_rows_are_counted_and_shown(run, root) -> None:
    sample(root)
    table = VENDOR.tables[-1].name

    counted, shown = said(run("state")), said(run("state", f"{VENDOR.name}.{table}", "--limit", 1))

    assert re.search(rf"^{table} +[0-9]+$", counted, re.MULTILINE)
    assert re.fullmatch(rf"{VENDOR.name}\.{table}: 1\n  {{.*}}", shown)
    assert table in json.loads(said(run("state", VENDOR.name, "--json")))
    assert f"{table}: " in said(run("state", VENDOR.name))


def test_a_namespace_is_reset(run, root) -> None:
    sample(root)

    space = root.rpartition("~")[2]
    assert said(run("reset")) == f"{space} is as it was in the beginning"
    assert json.loads(said(run("reset", "--json"))) == {"reset": space}
    assert said(run("requests")) == ""


def test_settings_are_shown_with_their_reason_and_changed(run) -> None:
    setting = next(each for each in VENDOR.settings if each.default is True or each.default is False)
    name, value = f"{VENDOR.name}.{setting.name}", json.dumps(not setting.default)

    before = said(run("settings", VENDOR.name)).splitlines()
    changed = said(run("settings", f"{name}={value}")).splitlines()

    default = json.dumps(setting.default)
    basis, reason = setting.provenance.basis, setting.provenance.cite
    assert f"{name} = {default}  ({basis}) {reason}" in before
    assert f"{name} = {value}  ({basis}, default {default}) {reason}" in changed
    assert list(json.loads(said(run("settings", VENDOR.name, "--json")))) == [VENDOR.name]


LINE = RequestLine("2024-01-15T10:30:00.123Z", "ci", 7, "acme.create", 503, 45, "broken")


def test_a_line_has_colours_where_it_is_asked_to() -> None:
    assert LINE.text(colour=True) == "10:30:00.123  ci  acme.create  \x1b[31m503\x1b[0m  45 us  broken"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202e", "\\u202e"),
        ("ü 電", "ü 電"),
        ("x" * 301, "x" * 300 + "..."),
    ],
    ids=["line break", "escape", "right to left", "letters", "long"],
)
def test_a_line_shows_what_cannot_be_seen(text, shown) -> None:
    assert printable(text) == shown
