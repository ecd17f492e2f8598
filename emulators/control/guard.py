"""Keeps other web sites out of the control plane: a foreign `Host` is a sign of DNS rebinding, a foreign `Origin` of a
cross-site form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from emulators.control.reply import refuse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


CONTROL_PLANE = (b"emulators-control-plane", b"1")
"""The header by which commands know that a server of ours answers, and with which version of this interface."""


class Guard:
    """An ASGI application that passes on requests addressed to loopback or to one of `hosts`, and refuses those that a
    page of another site makes."""

    def __init__(self, application: ASGIApp, hosts: Collection[str]) -> None:
        self._application = application
        self._hosts = LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        objection = self._objection(Headers(scope=scope))
        answer = refuse(403, objection) if objection else self._application

        async def send_signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], CONTROL_PLANE]
            await send(message)

        await answer(scope, receive, send_signed)

    def _objection(self, headers: Headers) -> str:
        host = headers.get("host", "")
        if _hostname(host) not in self._hosts:
            return f"the control plane does not answer to the host name {host!r}; --allow-host adds one"
        if page := foreign_page(headers):
            return f"the control plane does not answer {page}"
        return ""


def foreign_page(headers: Headers, origins: Collection[str] = ()) -> str:
    """Returns whose web page made the request, as `pages of ...`; an empty text for a request of no page, of a page of
    this server, or of one of these origins."""
    origin = headers.get("origin")
    if origin is None:
        return "pages of other sites" if headers.get("sec-fetch-site") == "cross-site" else ""
    is_known = origin.partition("://")[2] == headers.get("host", "") or origin in origins or "*" in origins
    return "" if is_known else f"pages of {origin}"


def _hostname(host: str) -> str | None:
    """Returns the name or address in a `Host` header, without its port; None where the header is no host and port."""
    found = _HOST.fullmatch(host)
    return found[1].strip("[]").lower() if found else None
