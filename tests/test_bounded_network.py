"""An exchange ends: in time, and before an answer is too large, whatever a target does at its socket."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from emulators.harness.client.target import Target
from emulators.harness.client.transport import Unreachable, open_transport
from emulators.harness.model.exchange import HttpRequest

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
DRIP = 0.05
"""Seconds between two pieces of what never ends: far below the time that is waited for."""


def drip(connection, piece, first=b""):
    """Sends a piece again and again until the client leaves."""
    connection.sendall(first)
    while True:
        connection.sendall(piece)
        time.sleep(DRIP)


def flood(connection, piece, first=b""):
    connection.sendall(first)
    while True:
        connection.sendall(piece)


def bomb(connection):
    body = gzip.compress(bytes(16 << 20))
    connection.sendall(HEAD + b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(body) + body)


SLOW = {
    "silent": lambda _connection: time.sleep(5),
    "body": lambda connection: drip(connection, b"x", HEAD + b"content-length: 100000\r\n\r\n"),
    "headers": lambda connection: drip(connection, b"x-a: b\r\n", HEAD),
    "early hints": lambda connection: drip(connection, b"HTTP/1.1 103 Early Hints\r\n\r\n"),
}
LARGE = {
    "endless body": lambda connection: flood(connection, bytes(1 << 16), HEAD + b"\r\n"),
    "gzip bomb": bomb,
}


@contextmanager
def target(behaviour):
    """A server that reads one request and then behaves so; its URL."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            with suppress(OSError):
                behaviour(connection)

    threading.Thread(target=serve, daemon=True).start()
    with listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def send(url, seconds=30.0, path="/"):
    transport = open_transport(Target("t", url))
    try:
        return transport.send(HttpRequest("GET", path, {}), seconds)
    finally:
        transport.close()


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW)
def test_an_answer_that_does_not_end_is_given_up_in_time(behaviour):
    begun = time.monotonic()

    with (
        target(behaviour) as url,
        pytest.raises(Unreachable, match=r"no whole answer within 0.4 seconds|ReadTimeout") as given_up,
    ):
        send(url, 0.4)

    assert time.monotonic() - begun < 4
    assert given_up.value.sent


@pytest.mark.parametrize("behaviour", LARGE.values(), ids=LARGE)
def test_an_answer_that_is_too_large_is_given_up(behaviour):
    with target(behaviour) as url, pytest.raises(Unreachable, match="larger than 4 MiB"):
        send(url)


def test_a_path_goes_out_byte_for_byte():
    asked = []

    def remember(connection):
        connection.sendall(HEAD + b"content-length: 2\r\n\r\n{}")

    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = listener.accept()
        with connection:
            asked.append(connection.recv(65536).split(b"\r\n")[0])
            remember(connection)

    threading.Thread(target=serve, daemon=True).start()
    with listener:
        send(f"http://127.0.0.1:{listener.getsockname()[1]}/base", path="/a/../%2e/b%2Fc?x=%7e")

    assert asked == [b"GET /base/a/../%2e/b%2Fc?x=%7e HTTP/1.1"]


def test_a_cookie_is_not_kept():
    heads = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = listener.accept()
        with connection:
            for _ in range(2):
                heads.append(connection.recv(65536).lower())
                connection.sendall(HEAD + b"set-cookie: session=1\r\ncontent-length: 2\r\n\r\n{}")

    threading.Thread(target=serve, daemon=True).start()
    transport = open_transport(Target("t", f"http://127.0.0.1:{listener.getsockname()[1]}"))
    with listener:
        for _ in range(2):
            transport.send(HttpRequest("GET", "/", {}))
        transport.close()

    assert [b"cookie" in head for head in heads] == [False, False]


def test_a_request_that_never_left_says_so():
    with pytest.raises(Unreachable) as refused:
        send("http://127.0.0.1:9")
    with pytest.raises(Unreachable) as illegal:
        transport = open_transport(Target("t", "http://127.0.0.1:9"))
        transport.send(HttpRequest("GET", "/", {"Authorization": "Bearer \n"}))

    assert (refused.value.sent, illegal.value.sent) == (False, False)


def test_http_where_tls_is_spoken_to_says_what_to_try():
    with (
        target(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url,
        pytest.raises(Unreachable, match="try http instead of https"),
    ):
        send(url.replace("http://", "https://"))
