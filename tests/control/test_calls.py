import dataclasses
import gzip
import socket
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import sample_vendor
from asgi import Client

from emulators.control import control_plane
from emulators.core.inbound_call import Delivery, InboundCall, failed, until_taken
from emulators.core.namespaces import Namespaces
from emulators.core.telephony import Telephony
from emulators.extras import MissingExtra
from emulators.server import Server

OWNED = "+15551234567"


@contextmanager
def listening(*statuses: int, answer: bytes = b"x" * 100_000, encoding: str = "identity"):
    """A server that answers one status after the other, and what it got."""
    got, left = [], list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, self.headers["X-Signature"], self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(left.pop(0))
            self.send_header("Content-Encoding", encoding)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", got
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def calling(*urls: str, callbacks=(), refused=failed):
    """A client of a server where one carrier tries these URLs in order for its one message, until one is not refused."""

    def receive_call(_namespace, to, caller):
        attempts = tuple(
            Delivery("answer", "POST", url, {"X-Signature": "s"}, caller.encode(), 0.2, 0.2) for url in urls
        )
        return InboundCall("CA1", (until_taken(attempts, refused),)) if to == OWNED else None

    with serving(receive_call, callbacks=callbacks) as client:
        yield client


def no_carrier(_place: object) -> Any:
    """Nobody asks this carrier for anything."""


@contextmanager
def serving(receive_call, callbacks=()):
    """A client of a server with one carrier, which does this when it is called."""
    telephony = Telephony(no_carrier, no_carrier, receive_call)
    carrier = dataclasses.replace(sample_vendor.emulator, telephony=telephony)
    every = Namespaces((carrier,))
    yield Client(Server(every, (carrier,), control_plane(every, (carrier,), callbacks=callbacks)))
    every.close()


def test_a_call_reaches_whoever_the_number_is_configured_for() -> None:
    with listening(200) as (url, got), calling(f"{url}/voice") as client:
        answer = client.post("/__admin/calls", {"to": OWNED, "from": "+15550100123"}).json()

    assert got == [("/voice", "s", b"+15550100123")]
    assert answer == {
        "calls": [
            {
                "carrier": "acme",
                "id": "CA1",
                "deliveries": [
                    {
                        "purpose": "answer",
                        "method": "POST",
                        "url": f"{url}/voice",
                        "status": 200,
                        "error": None,
                        "request": 1,
                    }
                ],
            }
        ]
    }


def test_the_next_attempt_is_made_only_where_the_one_before_failed() -> None:
    with listening(500, 200) as (url, got), calling(f"{url}/1", f"{url}/2", f"{url}/3") as client:
        client.post("/__admin/calls", {"to": OWNED})

    assert [path for path, _, _ in got] == ["/1", "/2"]


def test_an_attempt_may_follow_certain_failures_only() -> None:
    with (
        listening(404, 200) as (url, got),
        calling(f"{url}/1", f"{url}/2", refused=lambda outcome: outcome.status >= 500) as client,
    ):
        client.post("/__admin/calls", {"to": OWNED})

    assert [path for path, _, _ in got] == ["/1"]


def test_copies_are_delivered_as_often_as_asked() -> None:
    with listening(200, 200) as (url, got), calling(f"{url}/1") as client:
        client.post("/__admin/calls", {"to": OWNED, "copies": 2})

    assert [path for path, _, _ in got] == ["/1", "/1"]


def test_every_attempt_stands_in_the_journal() -> None:
    with listening(503) as (url, _), calling(f"{url}/1") as client:
        client.post("/__admin/calls", {"to": OWNED})
        shown = client.get("/__admin/requests/1").json()

    assert (shown["outgoing"], shown["path"], shown["status"], shown["response"]) == (
        True,
        f"{url}/1",
        503,
        "<65536 bytes that are not application/json>",
    )


def test_an_answer_that_is_not_too_long_is_kept_whole() -> None:
    with listening(200, answer=b'{"say": "hello"}') as (url, _), calling(f"{url}/1") as client:
        client.post("/__admin/calls", {"to": OWNED})
        shown = client.get("/__admin/requests/1").json()

    assert shown["response"] == {"say": "hello"}


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/x", "http://example.com/x", "http://127.0.0.1.example.com/", "http://[::1", "nonsense"]
)
def test_nothing_is_sent_beyond_loopback_unless_the_host_was_named(url) -> None:
    with calling(url) as client:
        (call,) = client.post("/__admin/calls", {"to": OWNED}).json()["calls"]

    assert call["deliveries"][0]["status"] is None
    assert call["deliveries"][0]["error"].startswith("not sent: ")


@pytest.mark.parametrize("url", ["http://localhost:1/x", "http://named.invalid/x", "http://NAMED.invalid/x"])
def test_a_webhook_that_nobody_takes_says_so(url) -> None:
    with calling(url, callbacks=["Named.invalid"]) as client:
        (call,) = client.post("/__admin/calls", {"to": OWNED}).json()["calls"]

    assert call["deliveries"][0]["error"].startswith("not delivered: ConnectError")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"to": "5551234567"}, 400),
        ({"to": OWNED, "from": 1}, 400),
        ({"to": OWNED, "copies": 0}, 400),
        ({"to": OWNED, "copies": 11}, 400),
        ({"to": OWNED, "copies": True}, 400),
        ({"to": "+15559999999"}, 404),
    ],
    ids=str,
)
def test_a_call_that_cannot_be_made_is_refused_in_words(body, status) -> None:
    with calling("http://127.0.0.1:1/") as client:
        answer = client.post("/__admin/calls", body)

    assert (answer.status, list(answer.json())) == (status, ["error"])


def _refuse(*_given: object) -> Any:
    raise MissingExtra("signing needs cryptography: pip install 'voice-emulators[telnyx]'")


def _begin_and_refuse(*_given: object) -> InboundCall:
    def begun() -> Any:
        yield _refuse()

    return InboundCall("CA1", (begun(),))


@pytest.mark.parametrize("receive_call", [_refuse, _begin_and_refuse])
def test_a_carrier_that_lacks_its_packages_says_which_command_adds_them(receive_call) -> None:
    with serving(receive_call) as client:
        answer = client.post("/__admin/calls", {"to": OWNED})

    assert (answer.status, answer.json()) == (
        501,
        {"error": "signing needs cryptography: pip install 'voice-emulators[telnyx]'"},
    )


@contextmanager
def dripping():
    """A receiver that answers with one byte after another, and never comes to an end: its URL."""
    ended, listener = threading.Event(), socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(1 << 16)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while not ended.wait(0.02):
                connection.sendall(b"a")

    thread = threading.Thread(target=drip)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    ended.set()
    thread.join()
    listener.close()


def test_a_receiver_that_does_not_come_to_an_end_is_not_waited_for() -> None:
    with dripping() as url, calling(url) as client:
        (call,) = client.post("/__admin/calls", {"to": OWNED}).json()["calls"]

    assert [each["error"] for each in call["deliveries"]] == ["not delivered: there was no whole answer in time"]


def test_a_compressed_answer_is_not_decompressed() -> None:
    compressed = gzip.compress(b"a" * 1_000)
    with listening(200, answer=compressed, encoding="gzip") as (url, _), calling(url) as client:
        client.post("/__admin/calls", {"to": OWNED})
        shown = client.get("/__admin/requests/1").json()

    assert shown["response"] == f"<{len(compressed)} bytes that are not application/json>"
