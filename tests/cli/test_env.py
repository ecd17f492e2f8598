"""`emulators env`: for a vendor, a request that works here, in three languages; for anybody, text to paste or JSON."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
import sample_vendor
from typer.testing import CliRunner

from emulators.cli import app
from emulators.cli.env import snippets
from emulators.core.discovery import discover

EMULATORS = discover()
VENDORS = [emulator for emulator in EMULATORS if emulator.kind == "vendor"]
COMMANDS = {
    "shell": lambda text: ["bash", "-c", f"{text.strip()} -s -w '\\n%{{http_code}}'"],
    "python": lambda text: [sys.executable, "-c", text],
    "node": lambda text: [shutil.which("node"), "--input-type=module", "--eval", text],
}


@pytest.mark.parametrize("language", COMMANDS)
@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_what_is_printed_for_a_vendor_works_as_printed(served, space, vendor, language) -> None:
    command = COMMANDS[language](snippets(vendor, f"{served}/~{space}/{vendor.name}")[language])
    if command[0] is None:
        pytest.skip("node is not installed")

    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert {"200", "201"} & set(done.stdout.split())


def test_a_sample_without_a_body_sends_none() -> None:
    printed = snippets(sample_vendor.emulator, "http://127.0.0.1:8080/acme")

    assert "-d" not in printed["shell"]
    assert "body = None" in printed["python"]
    assert "body" not in printed["node"]


def printed(*words: str) -> str:
    done = CliRunner().invoke(app, ["env", *words], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("emulator", EMULATORS, ids=lambda emulator: emulator.name)
def test_every_snippet_of_an_emulator_is_printed(emulator) -> None:
    expected = snippets(emulator, f"http://127.0.0.1:8080/{emulator.name}")

    text = printed(emulator.name)

    assert [each for each in expected.values() if each not in text] == []


def test_one_language_is_printed_with_nothing_around_it_so_that_a_shell_can_read_it() -> None:
    emulator = next(emulator for emulator in EMULATORS if emulator.telephony and "shell" in emulator.telephony.sdk)
    url = f"http://127.0.0.1:9000/~mine/{emulator.name}"

    text = printed(emulator.name, "--language", "shell", "--url", "http://127.0.0.1:9000/~mine/")

    assert text == snippets(emulator, url)["shell"]
    assert "{url}" not in text


def test_a_program_gets_the_same_as_json() -> None:
    vendor = VENDORS[0]
    expected = snippets(vendor, f"http://127.0.0.1:8080/{vendor.name}")

    assert json.loads(printed(vendor.name, "--json", "--language", "python")) == {
        "name": vendor.name,
        "base_url": f"http://127.0.0.1:8080/{vendor.name}{vendor.base_path}",
        "stands_for": vendor.server,
        "snippets": {"python": expected["python"]},
    }


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("env nobody", "no emulator 'nobody'; there is"),
        ("env twilio --language shell", "for twilio there is no 'shell'; there is python, node"),
        ("serve --carrier nobody=http://127.0.0.1", "no emulator 'nobody'; there is"),
        ("serve --carrier chorus=http://127.0.0.1", "--carrier takes a telephone company, and chorus is none"),
        *(
            (
                f"serve --carrier telnyx={url}",
                "--carrier takes CARRIER=URL, a URL in place of https://api.telnyx.com/v2",
            )
            for url in (
                "",
                "nowhere",
                "ftp://127.0.0.1/v2",
                "http:///v2",
                "http://127.0.0.1/telnyx",
                "http://[/v2",
                "http://127.0.0.1:99999/v2",
                "http://user@127.0.0.1/v2",
                "http://127.0.0.1/v2?x",
                "http://127.0.0.1/v2#x",
            )
        ),
    ],
)
def test_what_a_person_got_wrong_is_one_clear_line(words, line) -> None:
    done = CliRunner().invoke(app, words.split(), catch_exceptions=False)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"emulators: {line}")
    assert done.stderr.count("\n") == 1
