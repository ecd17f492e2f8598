"""Replays the requests of a bundle in a namespace of their own, and reports where the answers differ."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from contextlib import closing
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

import orjson

from emulators.bundles.bundle import BadBundle, BundledAnswer, content, to_bytes
from emulators.bundles.world import build, change_settings
from emulators.core.clock import Clock, moment
from emulators.core.faults.exchange import Injected, WireAnswer
from emulators.core.http import Request
from emulators.core.namespaces import BadNamespace, Namespaces
from emulators.core.pipeline import answer
from emulators.explanation.routing import route

if TYPE_CHECKING:
    from emulators.bundles.bundle import Bundle, BundledRequest
    from emulators.core.emulator import Emulator
    from emulators.core.faults.fault import Fault
    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace

ReadFault = Callable[[Any, Iterable["Emulator"]], "Fault"]
"""Returns the fault that a rule describes; raises `ValueError` for one that cannot be."""


async def replay(bundle: Bundle, emulators: tuple[Emulator, ...], read_fault: ReadFault) -> list[BundledAnswer]:
    """Returns the answers that these emulators give to the requests of a bundle. No fault delays them.

    Raises:
        BadBundle: it cannot be replayed by these emulators.
    """
    with closing(Namespaces(emulators)) as every:
        return [each.answer for each in (await complete(bundle, every, read_fault)).requests]


async def complete(bundle: Bundle, every: Namespaces, read_fault: ReadFault) -> Bundle:
    """Returns the bundle with the answers and the identifiers that a new namespace of `every` gives.

    Raises:
        BadBundle: it cannot be replayed by these emulators.
    """
    try:
        every.delete(bundle.namespace)
        space = every.get(bundle.namespace)
    except BadNamespace as error:
        raise BadBundle(f"namespace: {error}") from None
    build(space, every.emulators, bundle)
    requests = [await _answered(space, every.emulators, each, read_fault) for each in bundle.requests]
    return bundle.model_copy(update={"requests": requests})


async def _answered(
    space: Namespace, emulators: tuple[Emulator, ...], request: BundledRequest, read_fault: ReadFault
) -> BundledRequest:
    emulator = next((each for each in emulators if each.name == request.emulator), None)
    if emulator is None:
        raise BadBundle(f"requests: there is no emulator {request.emulator!r} here")
    change_settings(space, request.settings)
    space.clock = Clock(moment(request.at))
    space.journal.count = request.number - 1
    exchange = _Exchange(space, emulator, request)
    if request.fault is None:
        await exchange.perform(None)
    else:
        try:
            fault = read_fault(request.fault, emulators)
        except ValueError as error:
            raise BadBundle(f"requests: fault: {error}") from None
        fault.delay = fault.jitter = 0
        await fault.happen(exchange)
    return request.model_copy(update={"answer": exchange.answer, "identifiers": list(space.ids.drawn)})


class _Exchange:
    """One request of a bundle, which a fault may have taken. Nobody waits for its answer."""

    def __init__(self, space: Namespace, emulator: Emulator, request: BundledRequest) -> None:
        self.number = ""
        self._space = space
        self._emulator = emulator
        self._request = request
        self.answer = BundledAnswer(status=0)

    async def perform(self, injected: Injected | None) -> WireAnswer:
        """Has the emulator carry out the request, and returns its answer."""
        asked, space = self._request, self._space
        body = None if asked.body is None else to_bytes(asked.body)
        request = Request(asked.method, asked.path, asked.query.encode(), asked.headers, body, asked.url)
        methods, params = route(self._emulator, asked.path)
        space.ids.give(asked.identifiers)
        answer(self._emulator, methods, params, request, space, injected)
        entry = next(reversed(space.journal))
        self.answer = answer_of(entry)
        return WireAnswer(entry.status, [], entry.body)

    async def send(self, answer: WireAnswer) -> None:
        """Does nothing, as nobody waits for the answer."""

    async def trickle(self, answer: WireAnswer, seconds: float) -> None:
        """Does nothing, as nobody waits for the answer."""

    async def truncate(self, answer: WireAnswer) -> None:
        """Does nothing, as nobody waits for the answer."""

    async def reset(self) -> None:
        """Does nothing, as there is no connection."""


def answer_of(entry: Entry) -> BundledAnswer:
    """Returns the answer that the journal has of a request."""
    headers = {name.lower(): value for name, value in entry.headers}
    if entry.body:
        headers["content-type"] = entry.media_type
    sent = entry.fault["sent"] if entry.fault else None
    return BundledAnswer(status=entry.status, headers=headers, body=content(entry.body), sent=sent)


def differences(bundle: Bundle, answers: Iterable[BundledAnswer]) -> list[str]:
    """Returns the lines of a diff between the answers in a bundle and others; none where they are the same byte for byte."""
    lines: list[str] = []
    for request, now in zip(bundle.requests, answers, strict=True):
        then = request.answer
        if now != then:
            name = f"request {request.number} ({request.method} /{request.emulator}{request.path})"
            lines += unified_diff(_lines(then), _lines(now), f"{name}, in the bundle", f"{name}, here", lineterm="")
    return lines


def _lines(answer: BundledAnswer) -> list[str]:
    headers = [f"{name}: {value}" for name, value in sorted(answer.headers.items())]
    sent = [f"({answer.sent})"] if answer.sent else []
    return [f"HTTP {answer.status}", *sent, *headers, "", *_body(to_bytes(answer.body))]


def _body(body: bytes) -> list[str]:
    """Returns the lines of a body: of JSON one for each value, so that differences are small, and the body itself where
    its spaces matter."""
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError:
        try:
            return body.decode().splitlines()
        except UnicodeDecodeError:
            return [base64.b64encode(body).decode()]
    pretty = orjson.dumps(read, option=orjson.OPT_INDENT_2).decode().splitlines()
    return pretty if orjson.dumps(read) == body else [*pretty, body.decode()]
