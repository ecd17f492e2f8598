"""The command `emulators fault`."""

from __future__ import annotations

import json

from running_server import VENDOR, WHERE, said, sample


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
