"""What is made of a carrier's answers, whatever it answers: a tiny server says what each test wants it to say."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from emulators.core import remote
from emulators.core.carrier import CarrierFailure
from emulators.core.remote import CarrierAnswer, CarrierClient, presentable


class Answering(HTTPServer):
    """Answers every request with `status`, `headers` and `body`, and remembers its path and credentials in `asked`."""

    status, body = 200, b"{}"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []


class Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Authorization"]))
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture
def server():
    with Answering() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client(server) -> CarrierClient:
    return CarrierClient("Acme", f"http://127.0.0.1:{server.server_port}/accounts/42", ("user", "password"))


def test_a_question_carries_the_credentials_and_its_parameters(server, client) -> None:
    client.request("GET", "/numbers", query={"filter[x]": "+1"})

    assert server.asked == [("/accounts/42/numbers?filter%5Bx%5D=%2B1", "Basic dXNlcjpwYXNzd29yZA==")]


@pytest.mark.parametrize("status", [302, 400, 429, 500, 503])
def test_any_other_status_is_a_failure_and_nothing_is_tried_again(server, client, status) -> None:
    server.status, server.headers = status, {"Location": "/elsewhere"}

    with pytest.raises(CarrierFailure, match=f"Acme at 127.0.0.1:{server.server_port} answered GET with") as caught:
        client.request("GET", "/", no=(404,))

    assert (len(server.asked), caught.value.limited) == (1, status == 429)


def test_a_status_that_means_no_is_an_answer_without_items(server, client) -> None:
    server.status, server.body = 404, b'{"items": [1]}'

    answer = client.request("GET", "/", no=(404,))

    assert (answer.granted, answer.items("items")) == (False, [])


@pytest.mark.parametrize("body", [b"", b"hello", b"\xff", b"[" * 100_000, b"[]", b'"text"', b"null", b'{"a": 1}'])
def test_an_answer_that_lacks_what_is_read_is_a_failure(server, client, body) -> None:
    server.body = body
    answer = client.request("GET", "/")

    with pytest.raises(CarrierFailure, match=r"Acme answered without a\.b"):
        answer.text("a", "b")
    with pytest.raises(CarrierFailure, match="Acme answered without a list of a"):
        answer.items("a")


def test_what_is_there_is_read_at_any_depth() -> None:
    answer = CarrierAnswer("Acme", {"data": {"id": "1", "items": [{"id": "2"}, "3"]}})

    first, second = answer.items("data", "items")

    assert (answer.text("data", "id"), first.text("id"), second.text()) == ("1", "2", "3")


@pytest.mark.parametrize("base", ["http://127.0.0.1:9/accounts/42", "http://127.0.0.1:99999/accounts/42"])
def test_no_answer_is_a_failure_that_names_no_account(base) -> None:
    with pytest.raises(CarrierFailure, match=r"no answer from Acme at 127\.0\.0\.1:[0-9]+: \w+$"):
        CarrierClient("Acme", base).request("GET", "/numbers")


@pytest.mark.parametrize(
    ("credentials", "expected"),
    [
        pytest.param(("AC1", "token"), True, id="plain"),
        pytest.param(("<string>", "<string>"), True, id="placeholder"),
        pytest.param(("AC1", ""), False, id="empty"),
        pytest.param(("AC1", "to ken"), False, id="blank"),
        pytest.param(("AC1", "to\r\nken"), False, id="two_lines"),
        pytest.param(("AC1", "ключ"), False, id="not_ascii"),
        pytest.param(("A" * 256, "token"), False, id="long"),
    ],
)
def test_credentials_that_are_nobodys_are_not_presented(credentials, expected) -> None:
    assert presentable(*credentials) is expected


@pytest.fixture
def talker(monkeypatch) -> Iterator[Callable[..., CarrierClient]]:
    """Makes a client of a carrier that writes these parts, one after another, to whoever connects, and waits in between."""
    monkeypatch.setattr(remote, "PATIENCE", 0.3)
    ended = threading.Event()
    threads, listeners = [], []

    def make(*parts: bytes) -> CarrierClient:
        listening = socket.create_server(("127.0.0.1", 0))

        def talk() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(1 << 16)
                for part in parts:
                    connection.sendall(part)
                    if ended.wait(0.02):
                        return

        threads.append(threading.Thread(target=talk))
        threads[-1].start()
        listeners.append(listening)
        return CarrierClient("Acme", f"http://127.0.0.1:{listening.getsockname()[1]}")

    yield make
    ended.set()
    for thread in threads:
        thread.join()
    for listening in listeners:
        listening.close()


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("parts", "failure"),
    [
        ([HEAD, *[b"X-A: a\r\n"] * 500], "TimeoutException"),
        ([HEAD + b"Content-Length: 500\r\n\r\n", *[b"a"] * 500], "TimeoutException"),
        ([b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 500, "TimeoutException"),
        ([HEAD + b"Content-Length: 5000000\r\n\r\n" + b"a" * 5_000_000], "ReadError"),
        ([b"nonsense\r\n\r\n"], "TransportError"),
        ([], "TransportError"),
    ],
    ids=["head", "body", "hints", "endless", "nonsense", "silence"],
)
def test_a_carrier_that_does_not_come_to_an_end_is_a_failure(talker, parts, failure) -> None:
    client = talker(*parts)

    with pytest.raises(CarrierFailure, match=failure):
        client.request("GET", "/")


def test_a_compressed_answer_is_not_decompressed(server, client) -> None:
    server.headers, server.body = {"Content-Encoding": "gzip"}, gzip.compress(b'{"a": "b"}')

    with pytest.raises(CarrierFailure, match="answered without a"):
        client.request("GET", "/").text("a")


def test_a_carrier_that_nobody_can_connect_to_in_time_is_a_failure(monkeypatch) -> None:
    monkeypatch.setattr(remote, "CONNECT", 0.05)

    with socket.create_server(("127.0.0.1", 0), backlog=1) as full:
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.settimeout(0)
            each.connect_ex(full.getsockname())
        with pytest.raises(CarrierFailure, match="Timeout"):
            CarrierClient("Acme", f"http://127.0.0.1:{full.getsockname()[1]}").request("GET", "/")
        for each in waiting:
            each.close()
