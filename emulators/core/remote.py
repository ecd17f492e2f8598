"""Asks a carrier that runs elsewhere, over its own HTTP API."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

from emulators.core.carrier import CarrierFailure

if TYPE_CHECKING:
    import ssl

    import httpx

CONNECT, PATIENCE = 3.0, 10.0
"""Seconds for a connection, and for a whole exchange."""

CLOSED = frozenset({401, 403, 404})
"""The statuses that say: these credentials open no such account."""

_CREDENTIAL = re.compile("[!-~]{1,255}")


def presentable(*credentials: str) -> bool:
    """Returns whether these texts may be sent as credentials: none is empty, very long or other than printable ASCII."""
    return all(_CREDENTIAL.fullmatch(each) for each in credentials)


@dataclass(frozen=True, slots=True)
class CarrierAnswer:
    """A carrier's JSON answer, or a part of it. An answer that was expected as a no has no items."""

    carrier: str
    content: Any
    granted: bool = True

    def text(self, *path: str) -> str:
        """Returns the text at this path of the JSON.

        Raises:
            CarrierFailure: there is none.
        """
        found = self._at(path)
        if not isinstance(found, str):
            raise CarrierFailure(f"{self.carrier} answered without {'.'.join(path)}")
        return found

    def items(self, *path: str) -> list[CarrierAnswer]:
        """Returns the elements of the list at this path of the JSON.

        Raises:
            CarrierFailure: there is none.
        """
        found = self._at(path) if self.granted else []
        if not isinstance(found, list):
            raise CarrierFailure(f"{self.carrier} answered without a list of {'.'.join(path)}")
        return [CarrierAnswer(self.carrier, each) for each in found]

    def _at(self, path: tuple[str, ...]) -> Any:
        found = self.content
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found


@dataclass(frozen=True, slots=True)
class CarrierClient:
    """A client of one carrier's API, with the credentials that it presents. Paths follow `base`, which takes the place
    of the carrier's `server`."""

    carrier: str
    base: str
    auth: tuple[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def request(  # noqa: PLR0913 -- a request has these parts, and all but two have a default
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        document: Mapping[str, Any] | None = None,
        no: Collection[int] = (),
    ) -> CarrierAnswer:
        """Sends one request and returns its answer. A status in `no` counts as an answer, too.

        Redirects are not followed and nothing is tried again: what that would do at the carrier cannot be known here.

        Raises:
            CarrierFailure: the carrier answered with another status that is no success, or did not answer.
        """
        response = self._sent(method, path, params=query, data=form, json=document)
        granted = response.is_success
        if not granted and response.status_code not in no:
            said = f"{self._place} answered {method} with {response.status_code}"
            raise CarrierFailure(said, limited=response.status_code == 429)
        return CarrierAnswer(self.carrier, _document(response.content), granted)

    @property
    def _place(self) -> str:
        """The carrier's base URL for messages, without the path: paths name accounts."""
        return f"{self.carrier} at {urlsplit(self.base).netloc}"

    def _sent(self, method: str, path: str, **parts: Any) -> httpx.Response:
        import httpx  # noqa: PLC0415 -- for the few that ask a carrier elsewhere

        from emulators.core.bounded_transport import BoundedTransport  # noqa: PLC0415 -- the same

        try:
            with httpx.Client(
                transport=BoundedTransport(PATIENCE, trust()), timeout=httpx.Timeout(PATIENCE, connect=CONNECT)
            ) as client:
                return client.request(method, self.base + path, auth=self.auth, headers=self.headers, **parts)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CarrierFailure(f"no answer from {self._place}: {type(error).__name__}") from None


def _document(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        return None


@cache
def trust() -> ssl.SSLContext:
    """Returns the TLS context with the trusted certificates, read once: reading them takes longer than a request."""
    import httpx  # noqa: PLC0415 -- for the few that ask a carrier elsewhere

    return httpx.create_ssl_context()
