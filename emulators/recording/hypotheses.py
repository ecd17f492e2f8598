"""Tries what could make an emulator answer as the vendor did: nothing, a setting, other state, other values, or a
fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.core import magic
from emulators.core.errors import errors_of
from emulators.core.http import Request
from emulators.core.mask import MASK
from emulators.core.pipeline import answer
from emulators.explanation.credential_mistakes import USUAL
from emulators.explanation.fields import annotation_at, plausible
from emulators.explanation.nearest import nearest
from emulators.explanation.place import places, put, value_at, ways
from emulators.explanation.rehearsal import rehearsal
from emulators.explanation.repair import with_headers
from emulators.explanation.routing import operation_of, route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.namespaces import Namespaces
    from emulators.core.operation import Operation
    from emulators.recording.recorded import Recorded

AS_IT_IS = "as it is, in the demo world"
RAW = "nothing here brings it about; a fault answers with it as it was recorded"
OF_A_CONNECTION = frozenset({"host", "content-length", "cookie", "accept-encoding", "connection"})
MAGIC = (magic.NOT_OWNED, magic.INVALID, magic.WRITE_FAILS)


@dataclass(frozen=True)
class Hypothesis:
    """Requests in order, of which the last should be answered as the vendor did, with settings and a fault for that
    last request."""

    words: str
    requests: tuple[Request, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    fault: Mapping[str, Any] | None = None


def hypotheses(
    every: Namespaces,
    emulator: Emulator,
    before: tuple[Request, ...],
    request: Request,
    expected: Recorded,
) -> Iterator[Hypothesis]:
    """Yields the hypotheses, the likeliest first. `every` are namespaces to try things in, `before` the requests that
    come earlier in the same file."""
    operation = operation_of(emulator, request.method, request.path)
    sent = with_demo_values(emulator, operation, request)
    if expected.status in (401, 403):
        yield Hypothesis("as it is, with the credential that was sent", (request,))
    yield Hypothesis(AS_IT_IS, (sent,))
    if before:
        earlier = tuple(
            with_demo_values(emulator, operation_of(emulator, each.method, each.path), each) for each in before
        )
        yield Hypothesis("after the requests before it", (*earlier, sent))
    yield from _settings(emulator, (sent,), "")
    if operation:
        near = _passing(every, emulator, sent) or sent
        yield from _values(emulator, operation, near)
        yield from _credentials(emulator, near)
        yield from _settings(emulator, (near,), " and values that exist here")
        yield Hypothesis("the same request before", (near, near))
        yield from _settings(emulator, (near, near), " and the same request before")
        yield from _faults(emulator, operation, sent, expected)


def with_demo_values(emulator: Emulator, operation: Operation | None, request: Request) -> Request:
    """Returns a request with the demo world's first credential, and with its values in place of masked ones."""
    if emulator.world.credentials:
        own = {name.lower(): value for name, value in emulator.world.credentials[0].headers.items()}
        request = with_headers(request, own, USUAL | frozenset(emulator.credential_headers))
    for place in places(emulator, operation, request) if operation else ():
        document: Any = place.document
        for where in ways(document):
            value = value_at(document, where)
            if operation and isinstance(value, str) and value.startswith((MASK, "$")):
                known = plausible(emulator, operation, str(where[-1]), annotation_at(place.schema, where))
                document = put(document, where, known)
        if document != place.document:
            request = place.write(document)
    return request


def _passing(every: Namespaces, emulator: Emulator, request: Request) -> Request | None:
    """Returns the nearest request that passes in the demo world, or None where there is none."""
    space = every.create()
    methods, params = route(emulator, request.path)
    answer(emulator, methods, params, request, space)
    entry = next(reversed(space.journal))
    with rehearsal(space, every.emulators, entry) as stage:
        return nearest(stage).request


def _settings(emulator: Emulator, requests: tuple[Request, ...], also: str) -> Iterator[Hypothesis]:
    for setting in emulator.settings:
        for value in setting.choices or ((True, False) if isinstance(setting.default, bool) else ()):
            if value != setting.default:
                words = f"the setting {emulator.name}.{setting.name}={str(value).lower()}{also}"
                yield Hypothesis(words, requests, {setting.name: value})
    examples = {each.name: each.examples for each in emulator.settings if each.examples is not None}
    if examples:
        yield Hypothesis(f"the settings of the profile examples{also}", requests, examples)


def _values(emulator: Emulator, operation: Operation, request: Request) -> Iterator[Hypothesis]:
    yield Hypothesis("with values that exist here", (request,))
    for place in places(emulator, operation, request):
        for name in place.document:
            for foreign in emulator.world.foreign.get(name, ()):
                value = [foreign] if isinstance(place.document[name], list) else foreign
                words = f"{name} is somebody else's, such as {foreign} here"
                yield Hypothesis(words, (place.write({**place.document, name: value}),))
        if place.name == "body" and isinstance(place.document.get(operation.number), str):
            asks = {each.name: True for each in emulator.settings if each.name == "check_carrier"}
            for number in MAGIC:
                words = f"the carrier says no: {number}, {magic.NUMBERS[number]}"
                yield Hypothesis(words, (place.write({**place.document, operation.number: number}),), asks)


def _credentials(emulator: Emulator, request: Request) -> Iterator[Hypothesis]:
    for credential in emulator.world.credentials[1:]:
        own = {name.lower(): value for name, value in credential.headers.items()}
        yield Hypothesis(
            f"another credential ({credential.note or 'of the demo world'})", (with_headers(request, own),)
        )
    names = USUAL | frozenset(emulator.credential_headers)
    yield Hypothesis("without a credential", (with_headers(request, {}, names),))


def _faults(emulator: Emulator, operation: Operation, request: Request, expected: Recorded) -> Iterator[Hypothesis]:
    where = f"{emulator.name}.{operation.name}"
    for name, error in errors_of(emulator, operation).items():
        if expected.status == getattr(error.problem.status, "default", error.problem.status):
            fault = {"where": where, "outcome": "before", "error": name}
            yield Hypothesis(
                f"the vendor's error {name}, asked for with a fault ({error.cause})", (request,), {}, fault
            )
    if 400 <= expected.status <= 599:
        yield Hypothesis(
            f"its {expected.status}, asked for with a fault",
            (request,),
            {},
            {"where": where, "outcome": "before", "status": expected.status},
        )
    response = {
        "status": max(expected.status, 200),
        "headers": {name: value for name, value in expected.answer_headers.items() if name == "content-type"},
        "body": expected.answer.decode(errors="replace"),
    }
    yield Hypothesis(RAW, (request,), {}, {"where": where, "outcome": "before", "response": response})


def as_request(emulator: Emulator, exchange: Recorded) -> Request:
    """Returns a recorded request as the emulator gets it, without the headers that belong to the connection."""
    path, _, query = exchange.target.partition("?")
    headers = {name: value for name, value in exchange.headers.items() if name not in OF_A_CONNECTION}
    url = f"http://127.0.0.1:8080/{emulator.name}{path}"
    return Request(exchange.method, emulator.normalize_path(path), query.encode(), headers, exchange.body, url)
