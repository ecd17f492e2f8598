"""The server: emulators by name, namespaces in front of them, the control plane beside them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sample_vendor
from asgi import Client

from emulators.core.namespaces import Namespaces
from emulators.server import Server, UnknownEmulator, assemble

if TYPE_CHECKING:
    from starlette.types import Message


@pytest.fixture
def client():
    every = Namespaces((sample_vendor.emulator,))
    yield Client(Server(every, (sample_vendor.emulator,), None))
    every.close()


def test_a_path_that_no_emulator_has_says_who_is_here(client) -> None:
    assert client.get("/nobody/x").json() == {"error": "no emulator at /nobody", "emulators": ["/acme"]}


def test_a_namespace_with_an_impossible_name_is_refused(client) -> None:
    assert client.get("/~a%20b/acme/v1/numbers").status == 400


def test_an_emulator_that_there_is_not_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UnknownEmulator, match="no emulator 'nobody'; there is butter, chorus, "):
        assemble(["nobody"])


def test_the_end_of_the_server_closes_its_databases(client) -> None:
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    said: list[str] = []

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        said.append(message["type"])

    client.get("/acme/v1/plain")
    asyncio.run(client.app({"type": "lifespan"}, receive, send))

    assert (said, client.app.namespaces.names()) == (["lifespan.startup.complete", "lifespan.shutdown.complete"], [])


def test_a_bug_is_printed_where_nobody_configured_logging() -> None:
    script = (
        "import sample_vendor as acme; from asgi import Client; from emulators.core.namespaces import Namespaces;"
        "from emulators.server import Server; every = (acme.emulator,);"
        "client = Client(Server(Namespaces(every), every, None), {'Authorization': 'Bearer admin'});"
        "print(client.post('/acme/v1/numbers', {'number': 'bug'}).status)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parent, capture_output=True, text=True)

    lines = done.stderr.splitlines()
    assert (done.stdout, lines[0], lines[-1]) == (
        "500\n", "a bug in acme, while it answered POST /v1/numbers", "ZeroDivisionError"
    )  # fmt: skip
