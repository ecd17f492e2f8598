"""Offers every emulator to a test, in a namespace of its own: the fixture `emulators`. (A module named so would hide
the fixture.)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import httpx
import orjson

from emulators.core.nearest import suggestion
from emulators.pytest_plugin.emulator import EmulatorFixture
from emulators.pytest_plugin.host import HostRequest
from emulators.pytest_plugin.sequence import Sequence
from emulators.pytest_plugin.transport import AsyncTransport, EmulatorTransport, Route

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from os import PathLike

    import pytest

    from emulators.core.beginning import Beginning
    from emulators.pytest_plugin.expectation import Expectation
    from emulators.pytest_plugin.host import Host


class ControlError(Exception):
    """Raised where the control plane refused what a test asked for. The message is the control plane's."""


class Emulators(Mapping[str, EmulatorFixture]):
    """Every emulator by its name, in the namespace of one test."""

    def __init__(self, host: Host, made: Mapping[str, Any]) -> None:
        """`made` is the control plane's answer about the namespace: its name, and the demo world of each emulator."""
        self.namespace: str = made["namespace"]
        self.host = host
        self._prefix = f"/~{self.namespace}"
        real = {urlsplit(about["stands_for"]).hostname or "": name for name, about in made["emulators"].items()}
        route = Route(host, self._prefix, real)
        self.transport = EmulatorTransport(route)
        """For `httpx.Client(transport=...)`: requests to a real vendor's host end at its emulator."""
        self.async_transport = AsyncTransport(route)
        """The same for `httpx.AsyncClient`."""
        self._emulators = {name: EmulatorFixture(self, name, about) for name, about in made["emulators"].items()}

    @classmethod
    def begin(cls, host: Host, beginning: Beginning) -> Emulators:
        """Makes a namespace under a name that nobody else has.

        Raises:
            ControlError: the server keeps as many namespaces as it may.
        """
        return cls(host, control(host, "POST", "/namespaces", beginning.to_json()))

    def end(self) -> None:
        """Deletes the namespace."""
        control(self.host, "DELETE", f"/namespaces/{self.namespace}")

    def __getitem__(self, name: str) -> EmulatorFixture:
        if name not in self._emulators:
            raise KeyError(f"there is no emulator {name!r}; {suggestion(name, self._emulators)}")
        return self._emulators[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._emulators)

    def __len__(self) -> int:
        return len(self._emulators)

    def url(self, name: str = "") -> str:
        """Returns the URL that takes the place of a vendor's host; without a name, the base URL of the namespace."""
        mount = f"/{self[name].name}" if name else ""
        return f"{self.host.url}{self._prefix}{mount}"

    def client(self, name: str, **more: Any) -> httpx.Client:
        """Returns an httpx client of one emulator, with its base URL and the credentials of its demo world. It needs no
        socket."""
        return httpx.Client(**self._client(name), transport=self.transport, **more)

    def async_client(self, name: str, **more: Any) -> httpx.AsyncClient:
        """Returns an asynchronous httpx client of one emulator, for asyncio and trio, as `client` does."""
        return httpx.AsyncClient(**self._client(name), transport=self.async_transport, **more)

    def _client(self, name: str) -> dict[str, Any]:
        emulator = self[name]
        return {"base_url": f"{self.host.inside}{self._prefix}/{name}{emulator.base_path}", "headers": emulator.headers}

    def set_environment(self, variables: Iterable[str], monkeypatch: pytest.MonkeyPatch) -> None:
        """Sets environment variables to the base URLs of emulators. Each line is `NAME=emulator`."""
        for line in variables:
            variable, _, name = (part.strip() for part in line.partition("="))
            monkeypatch.setenv(variable, self[name].base_url)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Returns what the control plane of this namespace answers, from JSON.

        Raises:
            ControlError: it refuses.
        """
        return control(self.host, method, path, body, self._prefix)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests that are still in the journal, oldest first, each with its answer and why it was refused;
        secrets are masked."""
        requests: list[dict[str, Any]] = self.journal["requests"]
        return requests

    @property
    def journal(self) -> dict[str, Any]:
        """The journal as the control plane shows it: `requests`, their number `count`, and how many were `dropped`."""
        journal: dict[str, Any] = self.control("GET", "/requests?limit=1000")
        return journal

    def reset(self) -> None:
        """Restores the state in which the namespace began."""
        self.control("POST", "/reset")

    @contextmanager
    def fork(self) -> Iterator[Emulators]:
        """Yields a copy of this namespace in another one, which is deleted when the block ends."""
        forked = Emulators(self.host, control(self.host, "POST", "/namespaces", {"fork": self.namespace}))
        try:
            yield forked
        finally:
            forked.end()

    def load(self, bundle: str | PathLike[str]) -> None:
        """Makes the namespace what the first request in the file of a bundle found, with a clock that stands still.

        Raises:
            ControlError: it is no bundle, or cannot be had here.
            OSError: the file cannot be read.
        """
        try:
            read = orjson.loads(Path(bundle).read_bytes())
        except orjson.JSONDecodeError as error:
            raise ControlError(f"{bundle}: {error}") from None
        self.control("PUT", "/bundle", read)

    def freeze(self, now: str | datetime | None = None) -> None:
        """Stops the clock, at this time or at its own."""
        self.control("PUT", "/clock", {"frozen": True, **({} if now is None else {"now": str(now)})})

    def advance(self, seconds: float) -> None:
        """Moves the clock forward by these seconds."""
        self.control("PUT", "/clock", {"advance": seconds})

    def sequence(self, *expected: Expectation) -> Sequence:
        """Returns a sequence of these expectations, which must be met in this order."""
        return Sequence(self, expected)


def control(host: Host, method: str, path: str, body: Any = None, prefix: str = "") -> Any:
    """Returns what the control plane answers, from JSON.

    Raises:
        ControlError: it refuses.
    """
    headers = [(b"host", urlsplit(host.inside).netloc.encode())]
    if body is not None:
        headers.append((b"content-type", b"application/json"))
    target = f"{prefix}/__admin{quote(path, safe='/?=&~')}".encode()
    answer = host.ask(HostRequest(method, target, headers, b"" if body is None else orjson.dumps(body)))
    said = orjson.loads(answer.body)
    if answer.status >= 400:
        raise ControlError(said.get("error", said))
    return said
