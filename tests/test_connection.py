"""Limits on what a client may send, and on the time in which it has to."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from emulators import connection, serving
from emulators.serving import run_in_thread


async def echo(scope, receive, send) -> None:
    """Answers with the path, the headers and the size of the body."""
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    headers = [[name.decode(), value.decode()] for name, value in scope["headers"]]
    body = json.dumps({"path": scope["path"], "headers": headers, "size": size}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def port() -> Iterator[int]:
    with run_in_thread(echo) as url:
        yield int(url.rpartition(":")[2])


def said(port: int, request: bytes) -> tuple[int, bytes]:
    """The status and the body of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(request)
        answer = client.recv(1 << 20)
        while b"\r\n\r\n" not in answer:
            answer += client.recv(1 << 20)
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


@pytest.mark.parametrize(
    ("request_line", "headers", "status"),
    [
        ("GET /a HTTP/1.1", ["Host: here"], 200),
        ("GET /a HTTP/1.1", ["Host: here", f"X-A: {'a' * 60_000}"], 200),
        ("GET /a HTTP/1.1", ["Host: here", f"X-A: {'a' * 66_000}"], 431),
        ("GET /a HTTP/1.1", ["Host: here", *(f"X-{number}: a" for number in range(198))], 200),
        ("GET /a HTTP/1.1", ["Host: here", *(f"X-{number}: a" for number in range(199))], 431),
        ("GET /a HTTP/1.1", ["Host: here", "host: there"], 400),
        ("GET http://here/a HTTP/1.1", ["Host: here"], 200),
        ("GET http://there/a HTTP/1.1", ["Host: here"], 400),
        ("OPTIONS * HTTP/1.1", ["Host: here"], 200),
        ("GET nonsense", [], 400),
    ],
    ids=["plain", "large", "too large", "many", "too many", "two hosts", "URL", "foreign URL", "star", "none"],
)
def test_a_head_has_limits_and_one_host(port, request_line, headers, status) -> None:
    request = "\r\n".join([request_line, *headers, "Connection: close", "", ""])

    assert said(port, request.encode())[0] == status


def test_a_trailer_replaces_no_header(port) -> None:
    head = (
        b"POST /a HTTP/1.1\r\nHost: here\r\nX-API-Key: real\r\nTransfer-Encoding: chunked\r\nTrailer: X-API-Key\r\n\r\n"
    )

    status, body = said(port, head + b"3\r\nabc\r\n0\r\nX-API-Key: other\r\n\r\n")

    keys = [value for name, value in json.loads(body)["headers"] if name == "x-api-key"]
    assert (status, keys, json.loads(body)["size"]) == (200, ["real"], 3)


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET /a HT", b"GET /a HTTP/1.1\r\nHost: here\r\n", b"POST /a HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"],
)
def test_a_request_that_does_not_arrive_ends_its_connection(begun, monkeypatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)

    with run_in_thread(echo) as url:
        status, _ = said(int(url.rpartition(":")[2]), begun)

    assert status == 408


def test_a_connection_is_kept_for_requests_that_come_later(monkeypatch, port) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    request = b"GET /a HTTP/1.1\r\nHost: here\r\n\r\n"

    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(request)
        first = client.recv(1 << 16)
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(1 << 16)
        client.settimeout(10)
        client.sendall(request)
        second = client.recv(1 << 16)

    assert first.partition(b"\r\n")[0] == second.partition(b"\r\n")[0] == b"HTTP/1.1 200 OK"


def test_a_connection_beyond_the_limit_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 2)

    with run_in_thread(echo) as url, socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))):
        status, _ = said(int(url.rpartition(":")[2]), b"GET /a HTTP/1.1\r\nHost: here\r\n\r\n")

    assert status == 503
