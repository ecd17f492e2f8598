"""The proxy: what it forwards, and what it answers where the vendor does not."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from asgi import Client
from recorder import HEADERS, METHOD, PATH, SAMPLE, VENDOR

from emulators.core.clock import moment
from emulators.recording.proxy import Proxy

if TYPE_CHECKING:
    from emulators.recording.recorded import Recorded


def test_an_exchange_is_forwarded_and_written_as_har(recorder) -> None:
    answer = recorder.client.request(METHOD, f"{PATH}?a=b", dict(SAMPLE or {}), headers=HEADERS)

    (file,) = recorder.files
    log = json.loads(file.read_bytes())["log"]
    (entry,) = log["entries"]
    assert (answer.status in (200, 201), json.loads(entry["response"]["content"]["text"])) == (True, answer.json())
    assert (log["version"], log["creator"]["name"]) == ("1.2", "voice-emulators")
    assert (entry["request"]["method"], entry["request"]["url"]) == (METHOD, f"http://127.0.0.1:8080{PATH}?a=b")
    assert entry["request"]["queryString"] == [{"name": "a", "value": "b"}]
    assert json.loads(entry["request"]["postData"]["text"]) == SAMPLE
    assert (entry["response"]["status"], entry["_vendor"]) == (answer.status, VENDOR.name)
    assert moment(entry["startedDateTime"]).year > 2000
    assert file.name == f"0001-{VENDOR.name}-{VENDOR.operations[0].name}-{answer.status}.har"


def test_a_vendor_that_does_not_answer_is_a_502_and_no_recording() -> None:
    told: list[Any] = []

    async def watch(exchange: Recorded, target: str) -> None:
        told.append((exchange, target))

    def refuse(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    answer = Client(Proxy(VENDOR, "http://vendor.example", watch, httpx.MockTransport(refuse))).get(PATH)

    assert (answer.status, told) == (502, [])
    assert answer.json() == {"error": "http://vendor.example did not answer: ConnectError nobody there"}


@pytest.mark.parametrize(
    ("upstream", "target", "url"),
    [
        ("https://staging.example/base/", "/v2/numbers", "https://staging.example/base/numbers"),
        ("https://staging.example/base", "/health?a=1", "https://staging.example/health?a=1"),
    ],
)
def test_the_upstream_stands_for_the_base_url(upstream, target, url) -> None:
    import dataclasses  # noqa: PLC0415 -- for this test alone

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(204)

    async def watch(_exchange: Recorded, _target: str) -> None:
        """Nobody."""

    emulator = dataclasses.replace(VENDOR, server="https://api.example/v2")
    Client(Proxy(emulator, upstream, watch, httpx.MockTransport(answer))).get(target)

    assert asked == [url]


def test_other_kinds_of_connections_are_not_answered(recorder) -> None:
    asyncio.run(recorder.client.app({"type": "lifespan"}, None, None))

    assert recorder.files == []


def test_headers_that_come_twice_are_passed_on_twice() -> None:
    sent: list[Any] = []

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")], content=b"")

    async def watch(_exchange: Recorded, _target: str) -> None:
        """Nobody."""

    async def ask() -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b""}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
        await Proxy(VENDOR, "http://vendor.example", watch, httpx.MockTransport(answer))(scope, receive, send)

    asyncio.run(ask())

    assert [value for name, value in sent[0]["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]
