import asyncio
import json
import threading

import httpx
import pytest
from control_plane import ADMIN, NOW, add
from starlette.applications import Starlette
from starlette.requests import Request

from emulators.control import requests
from emulators.core.http import Request as HttpRequest
from emulators.core.journal import Entry
from emulators.serving import background


def test_the_latest_requests_come_oldest_first(client) -> None:
    for number in ("+1", "+2", "+3"):
        add(client, number)

    listed = client.get("/__admin/requests?limit=2").json()

    assert ([each["number"] for each in listed["requests"]], listed["count"], listed["dropped"]) == ([2, 3], 3, 0)


@pytest.mark.parametrize("name", ["a", "1", "a-1", "1-1", "a--1", "a_"])
def test_a_trace_names_one_request_of_one_namespace(client, name) -> None:
    spaces = {"a", "1", "a-1", "1-1", "a--1", "a_"}
    traces = {
        space: client.get(f"/~{space}/acme/v1/plain", headers=ADMIN).headers["emulator-trace"] for space in spaces
    }

    found = {space for space, trace in traces.items() if client.get(f"/~{name}/__admin/requests/{trace}").status == 200}

    assert (found, len(set(traces.values()))) == ({name}, len(spaces))


def test_requests_are_forgotten_and_their_numbers_go_on(client) -> None:
    add(client, "+1")
    cleared = client.request("DELETE", "/__admin/requests").json()
    add(client, "+2")

    listed = client.get("/__admin/requests").json()

    assert (cleared, listed["count"], listed["dropped"]) == ({"cleared": 1}, 2, 0)
    assert [each["number"] for each in listed["requests"]] == [2]


@pytest.fixture
def followed(served, space):
    """A namespace with one request in it, over HTTP: its URL."""
    url = f"{served}/~{space}"
    httpx.get(f"{url}/chorus/first")
    return url


def follow(url: str, headers: dict[str, str] | None = None) -> list[str]:
    """The paths of the first two requests that are told of; two come in when the first line has been read, and one elsewhere."""
    root, paths = url.partition("/__admin")[0], []
    urls = (f"{root}other/chorus/elsewhere", f"{root}/chorus/a", f"{root}/chorus/b")
    with httpx.stream("GET", url, headers=headers, timeout=20) as stream:
        for line in stream.iter_lines():
            if line == ": new requests follow":
                threading.Thread(target=lambda: list(map(httpx.get, urls))).start()
            elif line.startswith("data: "):
                paths.append(json.loads(line.removeprefix("data: "))["path"])
                if len(paths) == 2:
                    break
    return paths


def test_new_requests_of_the_namespace_are_told_as_they_come(followed) -> None:
    assert follow(f"{followed}/__admin/requests?follow") == ["/a", "/b"]


def test_an_event_source_follows_from_a_request_on(followed) -> None:
    assert follow(f"{followed}/__admin/requests?since=0", {"Accept": "text/event-stream"}) == ["/first", "/a"]


def test_a_connection_without_news_is_told_that_it_still_stands(monkeypatch) -> None:
    monkeypatch.setattr(requests, "STILL_HERE", 0.01)

    with background() as root, httpx.stream("GET", f"{root}/__admin/requests?follow", timeout=20) as stream:
        lines = stream.iter_lines()
        assert [next(lines) for _ in range(3)] == [": new requests follow", "", ": still here"]


def test_a_reader_that_is_too_slow_is_not_told_of_everything(client, monkeypatch) -> None:
    monkeypatch.setattr(requests, "WAITING", 2)
    every = client.app.namespaces
    space = every.get("default")

    async def told() -> list[bytes]:
        app = Starlette()
        app.state.namespaces = every
        scope = {"type": "http", "app": app, "namespace": lambda: space, "query_string": b"", "headers": []}
        events = requests._events(Request(scope), lambda _entry: True)
        await anext(events)
        for number in range(1, 5):
            space.journal.add(
                Entry(number, NOW, "acme", frozenset(), HttpRequest("GET", "/", b"", {}, None), 200, b"", None)
            )
        await asyncio.sleep(0)
        first = [await anext(events) for _ in range(2)]
        space.journal.add(Entry(5, NOW, "acme", frozenset(), HttpRequest("GET", "/", b"", {}, None), 200, b"", None))
        return [*first, await anext(events)]

    assert [event.partition(b"\n")[0] for event in asyncio.run(told())] == [b"id: 1", b"id: 2", b"id: 5"]
