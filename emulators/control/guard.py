"""Keeps other web sites out of the control plane: a foreign `Host` is a sign of DNS rebinding, a foreign `Origin` of a
cross-site form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from emulators.control.reply import refuse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """An ASGI application that passes on requests addressed to loopback or to one of `hosts`, and refuses those that a
    page of another site makes."""

    def __init__(self, application: ASGIApp, hosts: Collection[str]) -> None:
        self._application = application
        self._hosts = LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        objection = self._objection(Headers(scope=scope))
        answer = refuse(403, objection) if objection else self._application
        await answer(scope, receive, send)

    def _objection(self, headers: Headers) -> str:
        host = headers.get("host", "")
        if _hostname(f"//{host}") not in self._hosts:
            return f"the control plane does not answer to the host name {host!r}; --allow-host adds one"
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            return f"the control plane does not answer pages of {origin}"
        if headers.get("sec-fetch-site") == "cross-site":
            return "the control plane does not answer pages of other sites"
        return ""


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
