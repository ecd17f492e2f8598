"""Keeps other web sites out of the control plane: a foreign `Host` is a sign of DNS rebinding, a foreign `Origin` of a
cross-site form."""

from __future__ import annotations

import re
from hmac import compare_digest
from ipaddress import ip_address
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
    page of another site makes. With a token, a request must present it as `Authorization: Bearer TOKEN`."""

    def __init__(self, application: ASGIApp, hosts: Collection[str], token: str = "") -> None:
        self._application = application
        self._hosts = LOOPBACK | {host.lower() for host in hosts}
        self._credential = f"Bearer {token}".encode() if token else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        answer: ASGIApp = self._application
        if objection := self._objection(headers):
            answer = refuse(403, objection)
        elif not self._is_authorized(headers):
            answer = refuse(401, "the control plane wants its token: Authorization: Bearer TOKEN")
            answer.headers["www-authenticate"] = "Bearer"

        async def send_signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], CONTROL_PLANE]
            await send(message)

        await answer(scope, receive, send_signed)

    def _is_authorized(self, headers: Headers) -> bool:
        given = headers.get("authorization", "").encode("latin-1")
        return not self._credential or compare_digest(given, self._credential)

    def _objection(self, headers: Headers) -> str:
        host = headers.get("host", "")
        if _hostname(host) not in self._hosts:
            return f"the control plane does not answer to the host name {host!r}; --allow-host adds one"
        if page := foreign_page(headers):
            return f"the control plane does not answer {page}"
        return ""


def is_loopback(host: str) -> bool:
    """Returns whether only this machine can be meant by the host name or address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


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
