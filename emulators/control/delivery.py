"""Sends the webhooks of a simulated call, to loopback or to the hosts that are allowed, and journals each result."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from emulators.control.guard import is_loopback
from emulators.core.http import Request
from emulators.core.inbound_call import DeliveryResult
from emulators.core.journal import Entry
from emulators.core.remote import trust

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterable

    import httpx

    from emulators.core.emulator import Emulator
    from emulators.core.inbound_call import Conversation, Delivery
    from emulators.core.namespace import Namespace

MAX_ANSWER = 1 << 16


async def deliver(
    namespace: Namespace, emulator: Emulator, steps: Iterable[Conversation], allowed: Collection[str], copies: int
) -> AsyncIterator[tuple[Delivery, Entry]]:
    """Sends each delivery of these conversations `copies` times, and yields it with its journal entry. The result decides
    which delivery follows."""
    import httpx  # noqa: PLC0415 -- serving need not wait for it

    async with httpx.AsyncClient(trust_env=False, verify=trust()) as http:
        for conversation in steps:
            delivery = next(conversation, None)
            while delivery:
                for _ in range(copies):
                    outcome, error = await _send(http, delivery, allowed)
                    yield delivery, _journal(namespace, emulator, delivery, outcome, error)
                delivery = _next(conversation, outcome)


def _next(conversation: Conversation, outcome: DeliveryResult) -> Delivery | None:
    try:
        return conversation.send(outcome)
    except StopIteration:
        return None


def _journal(
    namespace: Namespace, emulator: Emulator, delivery: Delivery, outcome: DeliveryResult, error: str
) -> Entry:
    headers = {name.lower(): value for name, value in delivery.headers.items()}
    entry = Entry(
        namespace.journal.count + 1,
        namespace.clock.now(),
        emulator.name,
        emulator.secrets,
        Request(delivery.method, delivery.url, b"", headers, delivery.body),
        outcome.status,
        outcome.body,
        None,
        error,
        outgoing=True,
    )
    namespace.journal.add(entry)
    return entry


async def _send(http: httpx.AsyncClient, delivery: Delivery, allowed: Collection[str]) -> tuple[DeliveryResult, str]:
    """Returns the result of one request, and why there was no answer where there was none. Redirects are not followed."""
    import httpx  # noqa: PLC0415 -- serving need not wait for it

    host = _host(delivery.url)
    if not (is_loopback(host) or host in allowed):
        said = f"not sent: {host or delivery.url!r} is not loopback; serve with --allow-callbacks to name it"
        return DeliveryResult(0, failure="not sent"), said
    timeout = httpx.Timeout(delivery.read_timeout, connect=delivery.connect_timeout)
    headers = {"Accept-Encoding": "identity", **delivery.headers}
    try:
        async with (
            asyncio.timeout(delivery.connect_timeout + delivery.read_timeout),
            http.stream(
                delivery.method, delivery.url, headers=headers, content=delivery.body, timeout=timeout
            ) as response,
        ):
            return await _read(response), ""
    except TimeoutError:
        return DeliveryResult(0, failure="answer"), "not delivered: there was no whole answer in time"
    except (httpx.HTTPError, httpx.InvalidURL) as failure:
        reached = not isinstance(failure, (httpx.ConnectError, httpx.ConnectTimeout))
        said = f"not delivered: {type(failure).__name__} {failure}".rstrip()
        return DeliveryResult(0, failure="answer" if reached else "connection"), said


async def _read(response: httpx.Response) -> DeliveryResult:
    """Returns the answer with at most `MAX_ANSWER` bytes of its body, as they were sent: nothing is decompressed."""
    body = b""
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MAX_ANSWER:
            break
    headers = {name.lower(): value for name, value in response.headers.items()}
    return DeliveryResult(response.status_code, headers, body[:MAX_ANSWER], len(body) <= MAX_ANSWER)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
