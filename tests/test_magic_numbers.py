"""What the README says that the magic numbers do, done by the vendors of its tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from asgi import Client
from serving import CHECKOUT

from emulators.core import magic
from emulators.core.discovery import discover
from emulators.core.options import Options
from emulators.server import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (CHECKOUT / "README.md").read_text().partition("## Errors on demand")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (?P<row>\w+: [^|]*?) \|(.*)\|$", README, re.MULTILINE)
VENDORS = {emulator.name: emulator for emulator in discover() if emulator.kind == "vendor"}
INTEGRATION = "intg_a1b2c3d4e5f6"
AGENT = {
    "agent_name": "x",
    "stt_provider": "s",
    "tts_provider": "t",
    "tts_voice": "v",
    "llm_provider": "l",
    "llm_model": "m",
}
CHECKED = {"check_carrier": True}


def ask(vendor: str, settings: dict[str, object], method: str, path: str, body: Any) -> tuple[int, Any]:
    """The status and the body that a vendor with these settings answers."""
    server = assemble([vendor, "twilio", "plivo", "telnyx", "livekit"], Options({vendor: settings}))
    answer = Client(server, VENDORS[vendor].world.credentials[0].headers, f"/{vendor}").request(method, path, body)
    server.namespaces.close()
    return answer.status, answer.json()


def register(vendor: str, number: str, **settings: object) -> int:
    """The status that a vendor's sample request gets with this number."""
    method, path, body = VENDORS[vendor].world.sample
    field = next(each.number for each in VENDORS[vendor].operations if (each.method, each.path) == (method, path))
    return ask(vendor, settings, method, path, {**(body or {}), field: number})[0]


def use_imported(number: str) -> Iterator[int]:
    """The statuses that Butter gives to an assignment of this number, and to an agent that is created with it."""
    server = assemble(["butter", "twilio"])
    client = Client(server, VENDORS["butter"].world.credentials[0].headers, "/butter/api")
    body = {"phone_number": number, "provider": "twilio", "integration_id": INTEGRATION}
    imported = {"phone_number_id": client.post("/phone-numbers", body).json()["data"]["phone_number_id"]}
    yield client.post("/agents/agent_a1b2c3d4e5f6/assign-phone-number", imported).status
    agent = {**AGENT, "system_prompt": "0123456789", "assigned_phone_number_ids": [imported["phone_number_id"]]}
    yield client.post("/agents", agent).status
    server.namespaces.close()


def import_over_sip(number: str) -> int:
    """The status of Butter's import of a SIP number for calls in."""
    body = {"phone_number": number, "provider": "sip", "supports_inbound": True}
    return ask("butter", {}, "POST", "/api/phone-numbers", body)[0]


PLAYS = {
    "Weya: add": lambda number: {register("weya", number)},
    "Butter: assign a Twilio number, or create an agent with it": lambda number: set(use_imported(number)),
    "Butter: import over SIP, for one direction at least": lambda number: {import_over_sip(number)},
    "Butter: import from Twilio, with `check_carrier=true`": lambda number: {register("butter", number, **CHECKED)},
    "Hamsa: add; Chorus: register; with `check_carrier=true`": lambda number: {
        register("hamsa", number, **CHECKED),
        register("chorus", number, **CHECKED),
    },
}


@pytest.mark.parametrize(("row", "cells"), ROWS, ids=[row for row, _ in ROWS])
def test_a_magic_number_acts_at_a_carrier_as_the_readme_says(row, cells) -> None:
    numbers = (magic.NOT_OWNED, magic.INVALID, magic.WRITE_FAILS)

    answered = [PLAYS[row](number) for number in numbers]

    assert answered == [{int(cell.split()[0].rstrip(",:"))} for cell in cells.split("|")]


def test_every_row_is_played() -> None:
    assert [row for row, _ in ROWS] == list(PLAYS)
