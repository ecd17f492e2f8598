"""Asks a telephone company somewhere else, over its own HTTP API."""

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
"""Seconds for a connection, and for anything else that is waited for."""

CLOSED = frozenset({401, 403, 404})
"""The statuses that say: these credentials open no such account."""

_CREDENTIAL = re.compile("[!-~]{1,255}")


def presentable(*credentials: str) -> bool:
    """Returns whether these could be somebody's credentials. What is empty, very long or not printable ASCII is
    nobody's, and not sent at all."""
    return all(_CREDENTIAL.fullmatch(each) for each in credentials)


@dataclass(frozen=True, slots=True)
class CarrierAnswer:
    """What a carrier answered, or a part of it. Reading what is not there raises `CarrierFailure`; a no has no
    items."""

    carrier: str
    content: Any
    granted: bool = True

    def text(self, *path: str) -> str:
        """Returns the text at this path of the JSON. Raises `CarrierFailure` where there is none."""
        found = self._at(path)
        if not isinstance(found, str):
            raise CarrierFailure(f"{self.carrier} answered without {'.'.join(path)}")
        return found

    def items(self, *path: str) -> list[CarrierAnswer]:
        """Returns the elements of the list at this path of the JSON. Raises `CarrierFailure` where there is none."""
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
    """A client of one carrier's API, with the credentials that are presented there. Paths follow `base`, which takes
    the place of the carrier's `server`."""

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
        """Returns the answer to one request; one of the statuses of `no` is an answer as well.

        Nothing is followed or tried again: what a redirect or a second attempt would do is not for us to guess. Raises
        `CarrierFailure` for any other status, and where there is no answer.
        """
        response = self._sent(method, path, params=query, data=form, json=document)
        granted = response.is_success
        if not granted and response.status_code not in no:
            said = f"{self._place} answered {method} with {response.status_code}"
            raise CarrierFailure(said, limited=response.status_code == 429)
        return CarrierAnswer(self.carrier, _document(response.content), granted)

    @property
    def _place(self) -> str:
        """For messages: paths name accounts, which are nobody else's business."""
        return f"{self.carrier} at {urlsplit(self.base).netloc}"

    def _sent(self, method: str, path: str, **parts: Any) -> httpx.Response:
        import httpx  # noqa: PLC0415 -- for the few that ask a carrier elsewhere

        timeout = httpx.Timeout(PATIENCE, connect=CONNECT)
        try:
            with httpx.Client(timeout=timeout, trust_env=False, verify=trust()) as client:
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
    """Returns the certificates that are trusted, read once: reading them takes longer than a question."""
    import httpx  # noqa: PLC0415 -- for the few that ask a carrier elsewhere

    return httpx.create_ssl_context()
