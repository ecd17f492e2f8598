"""Reads and writes the documents of a request: its body, its query and the parameters of its path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from emulators.core.media import Malformed, WrongMediaType, pairs
from emulators.core.operation import PARAMETER
from emulators.explanation.repair import with_body
from emulators.explanation.routing import route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request
    from emulators.core.operation import Operation
    from emulators.core.schema import Document
    from emulators.explanation.fields import Where

MISSING = object()
"""Stands for a value that is not there."""


@dataclass(frozen=True, slots=True)
class RequestPart:
    """One document of a request with its schema. `write` returns the request with another document in its place."""

    name: str
    schema: type[Document]
    document: dict[str, Any]
    write: Callable[[dict[str, Any]], Request]


def places(emulator: Emulator, operation: Operation, request: Request) -> Iterator[RequestPart]:
    """Yields the documents that the operation reads, as far as they can be read."""
    if operation.body and request.body is not None:
        try:
            body = emulator.decode(operation, request)
        except (Malformed, WrongMediaType):
            return
        yield RequestPart("body", operation.body, body, lambda document: with_body(request, document))
    if operation.query:
        try:
            query: dict[str, Any] = dict(pairs(request.query))
        except Malformed:
            return
        yield RequestPart("query", operation.query, query, lambda document: replace(request, query=_encoded(document)))
    if operation.params:
        parameters = route(emulator, request.path)[1]
        yield RequestPart(
            "path", operation.params, dict(parameters), lambda document: _with_path(operation, request, document)
        )


def _encoded(document: dict[str, Any]) -> bytes:
    return urlencode(document).encode()


def _with_path(operation: Operation, request: Request, document: dict[str, Any]) -> Request:
    """Returns the request with these parameters in its path; a missing one stays in braces."""
    filled = PARAMETER.sub(lambda found: quote(str(document.get(found[1], found[0])), safe="{}"), operation.path)
    return replace(request, path=filled)


def ways(value: Any, where: Where = ()) -> Iterator[Where]:
    """Yields the keys and indices that lead to each property and item of a document."""
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for name, found in inner:
        yield (*where, name)
        yield from ways(found, (*where, name))


def value_at(document: Any, where: Where) -> Any:
    """Returns the value at a place of a document, or `MISSING` where there is none."""
    found = document
    for step in where:
        fits = isinstance(found, list) and isinstance(step, int) and step < len(found)
        if not fits and not (isinstance(found, dict) and step in found):
            return MISSING
        found = found[step]
    return found


def put(document: Any, where: Where, value: Any) -> Any:
    """Returns the document with this value at a place; `MISSING` removes what is there."""
    name = where[0]
    inner = value if len(where) == 1 else put(value_at(document, where[:1]), where[1:], value)
    if isinstance(document, list):
        changed = [inner if index == name else each for index, each in enumerate(document)]
        return [each for each in changed if each is not MISSING]
    given = document if isinstance(document, dict) else {}
    if inner is MISSING:
        return {each: value for each, value in given.items() if each != name}
    return {**given, str(name): inner}
