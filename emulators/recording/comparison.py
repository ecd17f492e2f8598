"""Finds where the emulator answers otherwise than the vendor did: in the status, or in the form of the body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from emulators.core.http import Request
from emulators.core.namespaces import DEFAULT, Namespaces
from emulators.core.pipeline import answer
from emulators.explanation.credential_mistakes import USUAL
from emulators.explanation.routing import route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from emulators.core.emulator import Emulator
    from emulators.core.journal import Entry
    from emulators.recording.recorded import Recorded


@dataclass
class VendorCheck:
    """Sends the vendor's requests to the emulator in this process, in one namespace, and reports where its answers
    differ."""

    emulator: Emulator
    namespaces: Namespaces
    told: Callable[[str], None]
    compared: int = 0
    differing: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, emulator: Emulator, emulators: tuple[Emulator, ...], told: Callable[[str], None]) -> Self:
        """Returns a check that begins in the demo world, and is closed with `close`."""
        return cls(emulator, Namespaces(emulators), told)

    async def __call__(self, exchange: Recorded, target: str) -> None:
        """Compares one exchange."""
        self.compared += 1
        entry = ask(self.namespaces, self.emulator, exchange, target, demo=exchange.status not in (401, 403))
        lines = list(differences(exchange, entry))
        name = f"{exchange.method} {target}: {exchange.status}"
        self.told(
            "\n".join([f"{name}, {'as here' if not lines else 'otherwise here'}", *(f"  {line}" for line in lines)])
        )
        self.differing += [name] if lines else []

    def close(self) -> None:
        """Closes the namespace."""
        self.namespaces.close()


def ask(namespaces: Namespaces, emulator: Emulator, exchange: Recorded, target: str, *, demo: bool) -> Entry:
    """Returns the emulator's answer to a recorded request, with the first credential of the demo world where `demo`
    says so."""
    path, _, query = target.partition("?")
    headers = dict(exchange.headers)
    if demo and emulator.world.credentials:
        own = {name.lower(): value for name, value in emulator.world.credentials[0].headers.items()}
        headers = {name: value for name, value in headers.items() if name not in USUAL} | own
    request = Request(
        exchange.method, emulator.normalize_path(path), query.encode(), headers, exchange.body, exchange.url
    )
    space = namespaces.get(DEFAULT)
    methods, params = route(emulator, path)
    answer(emulator, methods, params, request, space)
    return next(reversed(space.journal))


def differences(exchange: Recorded, entry: Entry) -> Iterator[str]:
    """Yields where the emulator's answer differs from the vendor's, a line each."""
    if exchange.status != entry.status:
        yield f"status: {exchange.status} there, {entry.status} here"
    there, here = form(exchange.answer), form(entry.body)
    for place in sorted(there.keys() | here.keys()):
        if there.get(place) != here.get(place):
            yield f"{place or 'the body'}: {there.get(place, 'missing')} there, {here.get(place, 'missing')} here"


def form(body: bytes) -> dict[str, str]:
    """Returns the type of each value of a body by its place; for a body that is no JSON, only that it is none."""
    if not body:
        return {"": "empty"}
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {"": "no JSON"}
    found: dict[str, str] = {}
    _note(read, "", found)
    return found


def _note(value: Any, place: str, found: dict[str, str]) -> None:
    """Notes the types of a value and of every value in it; all items of a list have one place."""
    if isinstance(value, dict):
        found.setdefault(place, "object")
        for name, inner in value.items():
            _note(inner, f"{place}.{name}" if place else name, found)
    elif isinstance(value, list):
        found.setdefault(place, "array")
        for inner in value:
            _note(inner, f"{place}[]", found)
    else:
        names = {bool: "boolean", int: "number", float: "number", str: "string", type(None): "null"}
        found[place] = names[type(value)]
