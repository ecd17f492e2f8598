"""Answers requests from recordings, as an ASGI application: with each recorded answer in its turn, and then with the
last one again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import orjson

from emulators.core.nearest import suggestion
from emulators.recording.proxy import HOP_BY_HOP
from emulators.recording.recorded import Recorded
from emulators.recording.wire import read_request, send

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Receive, Scope, Send

    from emulators.core.emulator import Emulator
    from emulators.recording.redaction import Redaction

Key = tuple[str, str, bytes]


class Answering:
    """Answers from the recordings of one vendor. A request is found by method, path, query and body, or without its
    body where none is the same."""

    def __init__(self, emulator: Emulator, redaction: Redaction, recordings: Iterable[Recorded]) -> None:
        self._emulator = emulator
        self._redaction = redaction
        self._exact: dict[Key, list[Recorded]] = defaultdict(list)
        self._alike: dict[Key, list[Recorded]] = defaultdict(list)
        for each in recordings:
            self._exact[self._key(each, each.body)].append(each)
            self._alike[self._key(each, b"")].append(each)

    def _key(self, exchange: Recorded, body: bytes) -> Key:
        parts = urlsplit(exchange.target or exchange.url)
        path = parts.path.removeprefix(self._emulator.base_path)
        return exchange.method, f"{path}?{parts.query}" if parts.query else path, _canonical(body)

    async def __call__(self, scope: Scope, receive: Receive, sending: Send) -> None:
        if scope["type"] != "http":
            return
        method, target, headers, body = await read_request(scope, receive)
        path = target.partition("?")[0].removeprefix(self._emulator.base_path)
        asked = self._redaction.redact(Recorded(method, f"http://host{target}", headers, body, target=target), path)
        found = self._exact.get(self._key(asked, asked.body)) or self._alike.get(self._key(asked, b""))
        if not found:
            known = [f"{key[0]} {key[1]}" for key in self._alike]
            error = {"error": f"no recording of {method} {target}; {suggestion(f'{method} {target}', known)}"}
            await send(sending, 501, [("content-type", "application/json")], orjson.dumps(error))
            return
        recorded = found.pop(0) if len(found) > 1 else found[0]
        kept = {name: value for name, value in recorded.answer_headers.items() if name not in HOP_BY_HOP}
        await send(sending, recorded.status, kept.items(), recorded.answer)


def _canonical(body: bytes) -> bytes:
    """Returns a body in a form in which equal JSON is equal."""
    try:
        return orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    except orjson.JSONDecodeError:
        return body
