"""A web server on loopback that takes webhooks, as the one that a user develops would."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True)
class Received:
    """One request. Its headers are found by any spelling; `url` is the whole of it, as a framework shows it."""

    method: str
    url: str
    headers: Message
    body: str

    @property
    def path(self) -> str:
        return "/" + self.url.split("/", 3)[3]

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body, keep_blank_values=True))


class Arrivals(list[Received]):
    """The requests that arrived, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._more = threading.Condition()

    def arrive(self, request: Received) -> None:
        with self._more:
            self.append(request)
            self._more.notify_all()

    def wait_for(self, count: int) -> None:
        """Returns when so many have arrived. Raises `TimeoutError` where they do not within ten seconds."""
        with self._more:
            if not self._more.wait_for(lambda: len(self) >= count, 10):
                raise TimeoutError(f"{len(self)} of {count} requests arrived")


@contextmanager
def receiving(
    *statuses: int,
    answer: bytes = b"<Response/>",
    media_type: str = "text/xml",
    location: str = "",
    then: Callable[[Received], object] = id,
    headers: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, Arrivals]]:
    """Its URL, and the requests that it got. It answers these statuses in turn, and 200 from then on, always with this body; a
    redirect leads to `location`. `then` is called with each request before it is answered. `headers` go with every answer."""
    got = Arrivals()
    left = list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            got.arrive(Received(self.command, f"http://{self.headers['Host']}{self.path}", self.headers, body))
            then(got[-1])
            status = left.pop(0) if left else 200
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", location)
            elif media_type:
                self.send_header("Content-Type", media_type)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any

        def log_message(self, *_args: object) -> None:
            """Nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


CALLER = "+15550100123"
"""Who calls, in the tests of inbound calls."""


def outcomes(made: dict[str, Any]) -> list[tuple[str, int | None]]:
    """What a call that came in made the carrier send, in order: the purpose of each delivery, and its status."""
    return [(each["purpose"], each["status"]) for each in made["deliveries"]]


def paths(got: list[Received]) -> list[str]:
    """Where each request went."""
    return [request.path for request in got]
