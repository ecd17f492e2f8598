"""What may go out to a target. Every request of a run passes here, and nothing else can send one."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulators.harness.ledger import Ledger
from emulators.harness.model import NOTHING, Risk
from emulators.harness.numbers import rings_nobody
from emulators.harness.parts import leaves
from emulators.harness.pointer import point
from emulators.harness.samples import Sample, samples
from emulators.harness.shape import Shape
from emulators.harness.target import Mode
from emulators.harness.transport import Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from emulators.harness.contract import Contract
    from emulators.harness.model import Request, Response
    from emulators.harness.node import Node
    from emulators.harness.operation import Operation
    from emulators.harness.redaction import Mask
    from emulators.harness.target import Target
    from emulators.harness.transport import Wire

ALLOWED = {
    Mode.READONLY: {Risk.READ},
    Mode.NO_PROVISION: {Risk.READ, Risk.REFUSED},
    Mode.PROVISION: {Risk.READ, Risk.REFUSED, Risk.PROVISION, Risk.DESTROY},
}
CHANGES = ("PUT", "PATCH", "DELETE")
PATIENCE = 120.0
"""The longest `Retry-After` that is waited for, in seconds."""
FAILURES = 3
"""How many server failures in a row end a run."""


class Blocked(Exception):
    """This request may not be sent; the run goes on."""


class Stopped(Exception):
    """Nothing more may be sent."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that wants to go out: its operation, what it may do, and its values by name."""

    operation: Operation
    request: Request
    risk: Risk
    arguments: Mapping[str, Any]
    body: Any = NOTHING


@dataclass
class Clock:
    """Time, and waiting for it; a test brings its own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Rails:
    """The rails of one run. An emulator has none but the list of its contract's operations."""

    contract: Contract
    target: Target
    wire: Wire
    mask: Mask
    ledger: Ledger = field(default_factory=Ledger)
    clock: Clock = field(default_factory=Clock)
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    sent: int = 0
    creates: int = 0
    owned: set[str] = field(default_factory=set)
    minted: set[str] = field(default_factory=set)
    failures: int = 0
    _begun: float = field(init=False)
    _last: float | None = None

    def __post_init__(self) -> None:
        self._begun = self.clock.now()
        self._book = samples(self.contract)

    def send(self, call: Call, way: Wire | None = None) -> Response:
        """The answer to a request that may be sent; `Blocked` or `Stopped` where it may not, or nobody answers.

        `way` leads into another world of an emulator.
        """
        self.allow(call)
        if not self.target.is_railed:
            return self._unrailed(call, way or self.wire)
        self._owned(call)
        self._afforded(call)
        return self._recorded(call)

    def allow(self, call: Call) -> None:
        """What can be said before anything is sent: `Blocked` where a request may never go out."""
        self._listed(call)
        if self.target.is_railed:
            self._permitted(call)
            self._harmless(call)

    def _listed(self, call: Call) -> None:
        path = call.request.path.partition("?")[0]
        met = self.contract.route(call.request.method, path)
        if met is None or met.method != call.operation.method:
            raise Blocked(f"{call.request.method} {path} is not an operation of the contract")

    def _unrailed(self, call: Call, way: Wire) -> Response:
        self.sent += 1
        try:
            return way.send(call.request)
        except Unreachable as error:
            raise Stopped(f"the target does not answer: {error}") from None

    def _permitted(self, call: Call) -> None:
        if call.risk not in ALLOWED[self.target.mode]:
            raise Blocked(f"it {_may(call.risk)}, and the mode is {self.target.mode}")

    def _harmless(self, call: Call) -> None:
        for name, value in self._numbers(call):
            if not rings_nobody(value, self._own_numbers()):
                raise Blocked(f"{name} is a number that may ring somebody")

    def _own_numbers(self) -> tuple[str, ...]:
        return () if self.target.numbers == "any" else self.target.numbers

    def _numbers(self, call: Call) -> Iterator[tuple[str, str]]:
        if self.target.numbers == "any" or call.operation.body is None or call.body is NOTHING:
            return
        for name, node, value in leaves(call.operation.body.node, call.body):
            if (
                node.get("x-kind") in ("e164", "digits")
                and isinstance(value, str)
                and value not in self.target.known.get(name, ())
            ):
                yield name, value

    def _owned(self, call: Call) -> None:
        """What is changed or deleted must be this run's own, or nothing at all. To look changes nothing."""
        if call.request.method == "GET":
            return
        named = list(self._handles(call))
        if call.request.method in CHANGES and not named:
            raise Blocked("nothing in it says whose it is")
        for name, value in named:
            if value not in self.owned | self.minted:
                raise Blocked(f"{name} names something that this run did not create")

    def _handles(self, call: Call) -> Iterator[tuple[str, str]]:
        """The values that say what is acted on: ids in the path, and what the contract binds to an earlier answer."""
        operation = call.operation
        changes = call.request.method in CHANGES
        bound = {name for sample in self._book.values() if sample.operation is operation for name in sample.bind}
        for parameter in operation.parameters:
            if parameter.place == "path" and (changes or parameter.name in bound):
                value = call.arguments.get(parameter.name)
                if parameter.shape.admits(value):
                    yield parameter.name, str(value)
                else:
                    self.minted.add(str(value))
                    yield parameter.name, str(value)
        if operation.body is not None and call.body is not NOTHING:
            yield from self._bound_values(operation.body.node, call.body, bound)

    def _bound_values(self, schema: Node, body: Any, bound: set[str]) -> Iterator[tuple[str, str]]:
        for name, node, value in leaves(schema, body):
            if name in bound and node.get("x-known") and isinstance(value, str) and Shape(node).admits(value):
                yield name, value

    def _afforded(self, call: Call) -> None:
        limits = self.target.limits
        if self.sent >= limits.requests:
            raise Blocked(f"the budget of {limits.requests} requests is used up")
        if self.clock.now() - self._begun >= limits.seconds:
            raise Blocked(f"{limits.seconds:g} seconds are over")
        if self._is_create(call) and self.creates >= limits.creates:
            raise Blocked(f"the budget of {limits.creates} creates is used up")

    def _is_create(self, call: Call) -> bool:
        return call.request.method == "POST" and call.risk is Risk.PROVISION

    def _recorded(self, call: Call) -> Response:
        """Send it, with a line in the ledger before and after wherever something may come to be."""
        if call.request.method != "POST":
            return self._patiently(call)
        self.creates += self._is_create(call)
        shown = f"{call.request.method} {self.mask.text(call.request.path)} {(self.mask.body(call.request.body) or b'').decode('utf-8', 'replace')}"
        entry = self.ledger.asked(self.run, self.contract.name, self.target.url, call.operation.id, shown)
        response = self._patiently(call)
        ids = self._identifiers(call.operation, response) if 200 <= response.status < 300 else {}
        self.owned.update(ids.values())
        state = "created" if 200 <= response.status < 300 else "refused" if response.status < 500 else "asked"
        self.ledger.answered(entry, state, ids)
        return response

    def _identifiers(self, operation: Operation, response: Response) -> dict[str, str]:
        """What the contract's exchanges take from the answers of an operation, by JSON pointer."""
        answer = json_of(response)
        found = {}
        for pointer in handles(self._book, operation):
            try:
                found[pointer] = str(point(answer, pointer))
            except KeyError:
                continue
        return found

    def _patiently(self, call: Call) -> Response:
        """Send it at the pace that is allowed, and wait once where the target asks for it."""
        response = self._paced(call)
        if response.status != 429:
            return response
        wait = _retry_after(response)
        if wait is None or wait > PATIENCE:
            raise Stopped("the target answers 429: too many requests")
        self.clock.sleep(wait)
        response = self._paced(call)
        if response.status == 429:
            raise Stopped("the target answers 429 again after the time that it asked for")
        return response

    def _paced(self, call: Call) -> Response:
        rate = self.target.limits.rate
        if rate and self._last is not None:
            self.clock.sleep(max(0.0, self._last + 1 / rate - self.clock.now()))
        self._last = self.clock.now()
        self.sent += 1
        try:
            response = self.wire.send(call.request)
        except Unreachable as error:
            self._failed(f"the target does not answer: {error}")
            raise Blocked(f"the target does not answer: {error}") from None
        if response.status >= 500:
            self._failed(f"the target answers {response.status}")
        else:
            self.failures = 0
        return response

    def _failed(self, words: str) -> None:
        self.failures += 1
        if self.failures >= FAILURES:
            raise Stopped(f"{words}, {FAILURES} times in a row")


def handles(book: Mapping[str, Sample], operation: Operation) -> set[str]:
    """The JSON pointers into an operation's answer at which exchanges find what to act on."""
    sources = [source.partition("#") for sample in book.values() for source in sample.bind.values()]
    return {pointer for origin, _, pointer in sources if origin.split("/")[0] == operation.id}


def json_of(response: Response) -> Any:
    """The answer's JSON, or NOTHING."""
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError):
        return NOTHING


def _may(risk: Risk) -> str:
    return {
        Risk.PROVISION: "may make or change something",
        Risk.DESTROY: "destroys something",
        Risk.REFUSED: "writes",
    }.get(risk, "")


def _retry_after(response: Response) -> float | None:
    word = response.headers.get("retry-after", "")
    return float(word) if word.isdecimal() else None
