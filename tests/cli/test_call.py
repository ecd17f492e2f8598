"""The command `emulators call`: what it says of a call that came in, and how it fails."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from command import Done, emulators
from serving import free_port
from webhook_receiver import receiving

from emulators.core.discovery import discover

NUMBERS = sorted(
    {
        value
        for emulator in discover()
        if emulator.telephony
        for values in emulator.world.known.values()
        for value in values
        if re.fullmatch(r"\+[0-9]{11,}", value)
    }
)
"""What somebody owns: some point somewhere, some do not."""
OWNED = NUMBERS[0]


def called(*words: str) -> Done:
    return emulators("call", *words)


@pytest.fixture
def url(served, space) -> str:
    return f"{served}/~{space}"


def test_a_call_is_told_by_carrier_and_webhook(url) -> None:
    done = [called(number, "--from", "+15550100123", "--url", url) for number in NUMBERS]

    lines = "".join(each.stdout for each in done).splitlines()
    carriers = {emulator.name for emulator in discover() if emulator.telephony}
    assert {(each.returncode, each.stderr) for each in done} == {(1, "")}
    assert {line.partition(" ")[0] for line in lines if not line.startswith("  ")} == carriers
    assert {bool(re.match(r"  \w+ +POST https://\S+  not sent: ", line)) for line in lines if "http" in line} == {True}
    assert "  no webhook: nothing is configured for this number" in lines


def test_a_program_gets_the_servers_answer(url) -> None:
    done = called(OWNED, "--url", f"{url}/", "--json")

    (call,) = json.loads(done.stdout)["calls"]
    assert sorted(call) == ["carrier", "deliveries", "id"]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        pytest.param("+15005550000", "nobody here owns +15005550000", id="nobodys"),
        pytest.param("5551234567", "to is an E.164 number", id="not_a_number"),
    ],
)
def test_a_number_that_cannot_be_called_is_one_clear_line(url, number, word) -> None:
    done = called(number, "--url", url)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {word}")


def test_where_nobody_serves_is_one_clear_line() -> None:
    url = f"http://127.0.0.1:{free_port()}"

    done = called(OWNED, "--url", url)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: no server of emulators answers at {url}")


@pytest.mark.parametrize(
    ("answer", "words"),
    [(b"", "no server of emulators answers"), (b"[]", "what answers"), (b"{}", "what answers")],
    ids=["nothing", "a_list", "an_object"],
)
def test_a_server_that_is_not_ours_is_one_clear_line(answer, words) -> None:
    with receiving(404, answer=answer) as (url, _):
        done = called(OWNED, "--url", url)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"emulators: {words} at {url}")


def test_a_number_that_only_a_vendor_has_is_said_to_be_owned_by_nobody(url) -> None:
    vendor = next(each for each in discover() if any(setting.name == "check_carrier" for setting in each.settings))
    method, path, body = vendor.world.sample
    field = next(each.number for each in vendor.operations if each.path == path and each.method == method)
    headers = dict(vendor.world.credentials[0].headers)
    number = "+442071838751"
    httpx.request(
        method, f"{url}/{vendor.name}{path}", json={**(body or {}), field: number}, headers=headers
    ).raise_for_status()

    done = called(number, "--url", url)

    assert done.returncode == 2
    assert (
        f"{vendor.name} took it without a carrier account that owns it (`emulators settings {vendor.name}"
        in done.stderr
    )


def test_a_webhook_that_arrives_is_a_call_that_went_well(url) -> None:
    allowed = f"{url.rpartition('/~')[0]}"
    account, token = "AC00000000000000000000000000000001", "10000000000000000000000000000001"
    listed = httpx.get(f"{url}/twilio/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json", auth=(account, token))
    first = listed.json()["incoming_phone_numbers"][0]
    with receiving() as (webhook, got):
        httpx.post(f"{url}/twilio{first['uri']}", auth=(account, token), data={"VoiceUrl": webhook}).raise_for_status()
        done = called(first["phone_number"], "--url", allowed, "--namespace", url.rpartition("~")[2])

    assert (done.returncode, len(got)) == (0, 1)
