"""What `emulators env` prints for a carrier is run as it is printed: the official SDKs read the demo world with it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from emulators.cli.env import snippets
from emulators.core.discovery import discover

NODE_SDKS = Path(__file__).parent / "node"
NODE = shutil.which("node") or ""
CARRIERS = {emulator.name: emulator for emulator in discover() if emulator.kind == "carrier"}
TELEPHONY = {name: emulator.telephony for name, emulator in CARRIERS.items() if emulator.telephony}
READ = {"twilio": "+14155550100", "plivo": "12125550102", "telnyx": "+12125550102", "livekit": "+15105550100"}
FROM_ENVIRONMENT = {
    "telnyx": "from telnyx import Telnyx; print(list(Telnyx().phone_numbers.list()))",
    "livekit": """
import asyncio
from livekit import api
async def main():
    async with api.LiveKitAPI() as client:
        print(await client.sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest()))
asyncio.run(main())
""",
}


@pytest.fixture
def printed(served, space):
    """What is printed for a carrier of this test's namespace, in one language."""
    return lambda name, language: snippets(CARRIERS[name], f"{served}/~{space}/{name}")[language]


def output(command: list[str], **more: Any) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_every_carrier_has_a_snippet_for_python_and_for_node() -> None:
    assert {name for name, telephony in TELEPHONY.items() if {"python", "node"} <= telephony.sdk.keys()} == READ.keys()


@pytest.mark.parametrize("name", READ)
def test_the_python_snippet_reads_from_the_demo_world(printed, name) -> None:
    assert READ[name] in output([sys.executable, "-c", printed(name, "python")])


@pytest.mark.skipif(not NODE, reason="node is not installed")
@pytest.mark.skipif(
    not (NODE_SDKS / "node_modules").is_dir(),
    reason="the Node SDKs are not there: make tests/carriers/node/node_modules",
)
@pytest.mark.parametrize("name", READ)
def test_the_node_snippet_reads_from_the_demo_world(printed, name) -> None:
    ending = "process.exit(0); // one SDK keeps its sockets open\n"
    script = printed(name, "node") + ending

    assert READ[name] in output([NODE, "--input-type=module", "--eval", script], cwd=NODE_SDKS)


@pytest.mark.parametrize("name", FROM_ENVIRONMENT)
def test_the_exports_are_all_that_the_python_sdk_needs(printed, name) -> None:
    script = f'{printed(name, "shell")}exec "$0" -c "$1"'

    assert READ[name] in output(["bash", "-c", script, sys.executable, FROM_ENVIRONMENT[name]])


def test_only_sdks_that_read_the_environment_have_exports() -> None:
    assert {name for name, telephony in TELEPHONY.items() if "shell" in telephony.sdk} == FROM_ENVIRONMENT.keys()
