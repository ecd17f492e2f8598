"""Shows a request that a user may send: the headers that matter, and secrets masked unless they are the demo world's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from emulators.core.mask import MASK, masked, masked_headers, without_userinfo
from emulators.core.media import Malformed, pairs
from emulators.explanation.curl import curl
from emulators.explanation.repair import is_form

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator
    from emulators.core.http import Request

LEFT_OUT = frozenset(
    {"host", "user-agent", "accept", "accept-encoding", "connection", "content-length", "transfer-encoding", "date"}
)
"""Headers that every client sends as it likes."""


def shown_request(emulator: Emulator, request: Request, mount: str) -> dict[str, Any]:
    """Returns method, URL, headers and body of a request below the URL `mount`, and the same as a `curl` command."""
    public = _public(emulator)

    def hide(value: Any) -> str:
        return value if value in public else MASK

    sent = {name: value for name, value in request.headers.items() if name not in LEFT_OUT}
    headers = masked_headers(sent, emulator.secrets, hide)
    query = urlencode(masked(_pairs(request.query), emulator.secrets, hide), safe="*")
    url = f"{mount}{without_userinfo(request.path)}{f'?{query}' if query else ''}"
    body = _body(emulator, request, hide)
    return {
        "method": request.method,
        "url": url,
        "headers": headers,
        "body": body,
        "curl": curl(request.method, url, headers, body),
    }


def _pairs(encoded: bytes) -> dict[str, str]:
    try:
        return pairs(encoded)
    except Malformed:
        return {}


def _body(emulator: Emulator, request: Request, hide: Any) -> str:
    if not request.body:
        return ""
    if is_form(request):
        return urlencode(masked(_pairs(request.body), emulator.secrets, hide), safe="*")
    try:
        return orjson.dumps(masked(orjson.loads(request.body), emulator.secrets, hide)).decode()
    except orjson.JSONDecodeError:
        return MASK


def _public(emulator: Emulator) -> frozenset[str]:
    """Returns the credentials of the demo world, which are no secrets."""
    headers = [value for each in emulator.world.credentials for value in each.headers.values()]
    known = [value for values in emulator.world.known.values() for value in values]
    sample = [value for value in (emulator.world.sample[2] or {}).values() if isinstance(value, str)]
    return frozenset([*headers, *(value.partition(" ")[2] for value in headers), *known, *sample])
