"""The server: emulators by name, namespaces in front of them, the control plane beside them."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sample_vendor
from asgi import Client

from emulators.core import namespaces
from emulators.core.discovery import discover
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
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
        "import sample_vendor; from asgi import Client; from emulators.core.namespaces import Namespaces;"
        "from emulators.server import Server; every = (sample_vendor.emulator,);"
        "client = Client(Server(Namespaces(every), every, None), {'Authorization': 'Bearer admin'});"
        "print(client.post('/acme/v1/numbers', {'number': 'bug'}).status)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parent, capture_output=True, text=True)

    lines = done.stderr.splitlines()
    assert (done.stdout, lines[0], lines[-1]) == (
        "500\n", "a bug in acme, while it answered POST /v1/numbers", "ZeroDivisionError"
    )  # fmt: skip


class Watched(Namespaces):
    """Namespaces that tell when none is left."""

    def __init__(self) -> None:
        super().__init__((sample_vendor.emulator,), Options(namespace_ttl=0.01))
        self.none_left = asyncio.Event()

    def close_idle(self) -> None:
        super().close_idle()
        if not self.names():
            self.none_left.set()


def test_a_server_that_runs_lets_go_of_idle_namespaces() -> None:
    async def names_while_it_runs() -> list[str]:
        every, messages, left = Watched(), ["lifespan.startup", "lifespan.shutdown"], ["unknown"]
        every.get("a")

        async def receive() -> dict[str, str]:
            if len(messages) == 1:
                await every.none_left.wait()
                left[:] = every.names()
            return {"type": messages.pop(0)}

        async def send(_message: Any) -> None:
            pass

        server = Server(every, (sample_vendor.emulator,), None)
        await asyncio.wait_for(server({"type": "lifespan"}, receive, send), 10)
        return left

    assert asyncio.run(names_while_it_runs()) == []


VENDOR = next(emulator for emulator in discover() if emulator.kind == "vendor")
METHOD, PATH, BODY = VENDOR.world.sample
PAGE = "http://localhost:3000"
PREFLIGHT = {"Access-Control-Request-Method": METHOD, "Access-Control-Request-Headers": "authorization"}


@pytest.fixture
def ask():
    """Sends a request to a server that allows these origins."""
    servers = []

    def send(allowed: list[str], method: str, path: str, **more):
        servers.append(assemble(cors=allowed))
        return Client(servers[-1], {"Origin": PAGE}).request(method, path, **more)

    yield send
    for server in servers:
        server.namespaces.close()


@pytest.mark.parametrize("allowed", [[PAGE], ["*"]], ids=str)
def test_a_page_may_ask_and_see_the_answer(ask, allowed) -> None:
    path = f"/{VENDOR.name}{PATH}"
    preflight = ask(allowed, "OPTIONS", path, headers=PREFLIGHT)
    answer = ask(allowed, METHOD, path, body=BODY, headers=dict(VENDOR.world.credentials[0].headers))

    assert (preflight.status, preflight.headers["access-control-allow-headers"]) == (200, "authorization")
    assert (answer.status < 300, answer.headers["access-control-allow-origin"]) == (True, allowed[0])


@pytest.mark.parametrize("allowed", [[], ["http://localhost:4000"]], ids=str)
def test_a_page_of_another_origin_sees_nothing(ask, allowed) -> None:
    assert "access-control-allow-origin" not in ask(allowed, "GET", f"/{VENDOR.name}{PATH}").headers


def test_no_page_may_ask_the_control_plane(ask) -> None:
    preflight = ask(["*"], "OPTIONS", "/__admin/reset", headers=PREFLIGHT)

    assert (preflight.status, "access-control-allow-origin" in preflight.headers) == (403, False)


FOREIGN = [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_page_of_another_site_makes_no_namespace(client, headers) -> None:
    refused = client.get("/~a/acme/v1/plain", headers=headers)

    assert (refused.status, client.app.namespaces.names()) == (403, [])


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_page_of_another_site_is_answered_where_there_is_a_namespace(client, headers) -> None:
    client.get("/~a/acme/v1/plain")

    assert client.get("/~a/acme/v1/plain", headers=headers).status != 403


def test_a_page_that_may_ask_makes_a_namespace() -> None:
    server = assemble(cors=[PAGE])

    Client(server, {"Origin": PAGE}).get(f"/~a{VENDOR.base_path}/{VENDOR.name}")
    names = server.namespaces.names()
    server.namespaces.close()

    assert names == ["a"]


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}], ids=str)
def test_what_the_control_plane_refuses_makes_no_namespace(headers) -> None:
    server = assemble()

    refused = Client(server).get("/~a/__admin/state", headers=headers)
    names = server.namespaces.names()
    server.namespaces.close()

    assert (refused.status, names) == (403, [])


@pytest.mark.parametrize("path", ["/~a/__admin/state", f"/~a/{VENDOR.name}/x"])
def test_a_data_directory_that_is_gone_is_an_error_of_the_server(tmp_path, path) -> None:
    server = assemble(options=Options(data=tmp_path / "data"))
    shutil.rmtree(tmp_path / "data")

    answer = Client(server).get(path)
    server.namespaces.close()

    assert answer.status == 500
    assert str(tmp_path) not in answer.body.decode()


@pytest.mark.parametrize(("name", "status"), [("a%20b", 400), ("b", 503)])
def test_a_namespace_that_cannot_be_had_is_told_by_the_control_plane_too(monkeypatch, name, status) -> None:
    monkeypatch.setattr(namespaces, "MAX_NAMESPACES", 1)
    server = assemble()
    server.namespaces.get("a")

    answer = Client(server).get(f"/~{name}/__admin/state")
    server.namespaces.close()

    assert (answer.status, list(answer.json())) == (status, ["error"])
