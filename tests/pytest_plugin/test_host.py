"""The emulators of a session are reached in this process and over HTTP alike."""

from __future__ import annotations

from contextlib import closing

import httpx
import orjson
import pytest

from emulators.core.options import Options
from emulators.pytest_plugin.host import HostRequest, Local, RemoteHost

HEALTH = HostRequest("GET", b"/__admin/health", [(b"host", b"localhost")])
MAKE = HostRequest(
    "POST", b"/__admin/namespaces", [(b"host", b"localhost"), (b"content-type", b"application/json")], b'{"seed": 1}'
)


@pytest.fixture(params=["in this process", "over HTTP"])
def host(request, served):
    made = Local(Options()) if request.param == "in this process" else RemoteHost(served, Options())
    with closing(made):
        yield made


def test_a_request_is_answered_with_status_headers_and_body(host) -> None:
    health, made = host.ask(HEALTH), host.ask(MAKE)

    assert (health.status, orjson.loads(health.body)["status"]) == (200, "ok")
    assert (made.status, dict(made.headers)[b"content-type"]) == (201, b"application/json")


def test_the_url_leads_to_the_same_emulators(host) -> None:
    name = orjson.loads(host.ask(MAKE).body)["namespace"]

    assert name in httpx.get(f"{host.url}/__admin/namespaces").json()["namespaces"]


def test_emulators_that_were_closed_are_not_there_any_more() -> None:
    with closing(Local(Options())) as host:
        url = host.url

    with pytest.raises(httpx.ConnectError):
        httpx.get(url)
