"""Sends the webhooks of a simulated call, to loopback or to hosts that were named, and journals what came of each."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from emulators.core.http import Request
from emulators.core.journal import Entry
from emulators.core.remote import trust

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    import httpx

    from emulators.core.emulator import Emulator
    from emulators.core.inbound_call import Delivery, InboundCall
    from emulators.core.namespace import Namespace

TIMEOUT = 5.0
MAX_ANSWER = 1 << 16


async def delivered(
    namespace: Namespace, emulator: Emulator, inbound: InboundCall, allowed: Collection[str], copies: int
) -> AsyncIterator[tuple[Delivery, Entry]]:
    """Each attempt with its journal entry. The next attempt of a step is made where the status of the last one asks for it."""
    import httpx  # noqa: PLC0415 -- serving need not wait for it

    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False, verify=trust()) as http:
        for step in inbound.steps:
            status = 0
            for attempt in step:
                if attempt.after(status):
                    for _ in range(copies):
                        entry = await _attempt(http, namespace, emulator, attempt, allowed)
                        yield attempt, entry
                    status = entry.status


async def _attempt(
    http: httpx.AsyncClient, namespace: Namespace, emulator: Emulator, attempt: Delivery, allowed: Collection[str]
) -> Entry:
    status, answer, error = await _send(http, attempt, allowed)
    headers = {name.lower(): value for name, value in attempt.headers.items()}
    request = Request(attempt.method, attempt.url, b"", headers, attempt.body)
    entry = Entry(
        namespace.journal.count + 1,
        namespace.clock.now(),
        emulator.name,
        emulator.secrets,
        request,
        status,
        answer,
        None,
        error,
        outgoing=True,
    )
    namespace.journal.add(entry)
    return entry


async def _send(http: httpx.AsyncClient, attempt: Delivery, allowed: Collection[str]) -> tuple[int, bytes, str]:
    """The status and the beginning of the answer, or 0 and why there was none."""
    import httpx  # noqa: PLC0415 -- serving need not wait for it

    host = _host(attempt.url)
    if not (_is_loopback(host) or host in allowed):
        return 0, b"", f"not sent: {host or attempt.url!r} is not loopback; serve with --allow-callbacks to name it"
    try:
        async with http.stream(
            attempt.method, attempt.url, headers=dict(attempt.headers), content=attempt.body
        ) as response:
            answer = b""
            async for chunk in response.aiter_bytes():
                answer += chunk
                if len(answer) > MAX_ANSWER:
                    break
            return response.status_code, answer[:MAX_ANSWER], ""
    except (httpx.HTTPError, httpx.InvalidURL) as failure:
        return 0, b"", f"not delivered: {type(failure).__name__} {failure}".rstrip()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
