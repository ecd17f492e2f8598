"""Web pages of origins that were named may ask the emulators, and never the control plane."""

from __future__ import annotations

import pytest
from asgi import Client
from command import emulators

from emulators.core.discovery import discover
from emulators.server import assemble

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


def test_what_is_no_origin_is_one_line() -> None:
    done = emulators("serve", "--cors", "localhost:3000")

    assert (done.returncode, done.stderr) == (
        2,
        "emulators: --cors takes an origin such as http://localhost:3000, or *, not 'localhost:3000'\n",
    )
