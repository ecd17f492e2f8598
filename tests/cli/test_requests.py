"""The command `emulators requests`."""

from __future__ import annotations

import json
import re

import httpx
from command import emulators
from running_server import OPERATION, VENDOR, WHERE, said, sample
from webhook_receiver import receiving


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
    ours = {"Emulators-Control-Plane": "1"}
    with receiving(200, answer=b": new requests follow\n\n" + event, headers=ours) as (url, got):
        done = emulators("requests", "--follow", "--since", 0, "--url", url)

    assert said(done) == "10:30:00.000  default  acme.create  201  7 us"
    assert got[0].headers["accept"] == "text/event-stream"
