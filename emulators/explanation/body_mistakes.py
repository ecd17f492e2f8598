"""Repairs usual mistakes in a body: another content type, no JSON, names in another case, values of another type, a
lost plus."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from emulators.core.media import Malformed, pairs
from emulators.core.nearest import nearest
from emulators.explanation.fields import annotation_at, choices, names, plausible, sample, schemas_at
from emulators.explanation.place import MISSING, places, put, value_at
from emulators.explanation.repair import FORM, JSON, Repair, is_form, with_body, with_headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request
    from emulators.core.operation import Operation
    from emulators.core.problem import Violation
    from emulators.explanation.fields import Where
    from emulators.explanation.place import RequestPart

LOST_PLUS = "lost its + (a form and a query read + as a space: send %2B)"

LONGEST_LITERAL = 5_000
"""Characters of a body that are read as Python: nobody writes longer ones by hand."""

NOBODY = "00000000-0000-4000-8000-000000000000"
"""A UUID, of nothing in particular."""


def media_type_repairs(request: Request) -> Iterator[Repair]:
    """Yields the request as JSON and as a form."""
    sent = request.headers.get("content-type") or "no Content-Type"
    hint = " (`curl -d` says so unless told otherwise)" if is_form(request) else ""
    lost = [f"; {name} {LOST_PLUS}" for name, value in _form(request).items() if restore_plus(value) != value]
    for media_type in (JSON, FORM):
        words = f"the body is sent as {sent}{hint}; {media_type} is what is read here{''.join(lost)}"
        yield Repair(with_headers(_as(request, media_type), {"content-type": media_type}), words)


def _as(request: Request, media_type: str) -> Request:
    """Returns the request with its body in this media type, where it can be read in the other one."""
    body = request.body or b""
    with suppress(Malformed, ValueError):
        if media_type == JSON and body[:1] not in b"{[":
            return replace(
                request, body=orjson.dumps({name: restore_plus(value) for name, value in _form(request).items()})
            )
        if media_type == FORM and body[:1] == b"{":
            return replace(request, body=urlencode(orjson.loads(body)).encode())
    return request


def _form(request: Request) -> dict[str, str]:
    """Returns the fields of a body that is a form; none for any other body."""
    with suppress(Malformed):
        return pairs(request.body or b"") if is_form(request) else {}
    return {}


def restore_plus(value: str) -> str:
    """Returns a telephone number from a form with its plus, which was sent unencoded and so read as a space."""
    return f"+{value[1:]}" if re.fullmatch(r" [1-9][0-9]{3,14}", value) else value


def malformed_repairs(emulator: Emulator, operation: Operation, request: Request) -> Iterator[Repair]:
    """Yields the request with a body that can be read."""
    text = (request.body or b"").decode(errors="replace")
    with suppress(ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        read = orjson.loads(re.sub(r",\s*([}\]])", r"\1", text))
        inner = read[0] if isinstance(read, list) and read else read
        if isinstance(inner, dict):
            yield Repair(with_body(request, inner), "the body is not one JSON object (a list, or a comma too many)")
    with suppress(ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        read = ast.literal_eval(text[:LONGEST_LITERAL])
        yield Repair(with_body(request, read), "the body is a Python dictionary and not JSON")
    words = "the body is empty" if not text else "the body cannot be read"
    yield Repair(with_body(request, sample(emulator, operation)), words)


def violation_repairs(emulator: Emulator, operation: Operation, request: Request, wrong: Violation) -> Iterator[Repair]:
    """Yields the request with each value that may have been meant where a violation is."""
    for place in places(emulator, operation, request):
        annotation = annotation_at(place.schema, wrong.where) if wrong.where else None
        if annotation is not None:
            yield from _renamed(place, wrong.where)
            value = value_at(place.document, wrong.where)
            for candidate, words in _candidates(emulator, operation, wrong, value, annotation):
                yield Repair(place.write(put(place.document, wrong.where, candidate)), f"{wrong.field} {words}")


def _renamed(place: RequestPart, where: Where) -> Iterator[Repair]:
    """Yields the request with an unknown name replaced by the missing field that was likely meant."""
    owner = value_at(place.document, where[:-1])
    if not isinstance(owner, dict) or where[-1] in owner:
        return
    known = names(schemas_at(place.schema, where[:-1]))
    unknown = [name for name in owner if name not in known]
    name = nearest(str(where[-1]), unknown)
    if name:
        moved = put(put(place.document, (*where[:-1], name), MISSING), where, owner[name])
        yield Repair(place.write(moved), f"{name} is sent, and the field is called {where[-1]}")


def _candidates(
    emulator: Emulator, operation: Operation, wrong: Violation, value: Any, annotation: Any
) -> Iterator[tuple[Any, str]]:
    """Yields values for the place of a violation, the nearest to what was sent first, each with what is wrong."""
    words = wrong.words
    if isinstance(value, str):
        if restore_plus(value) != value:
            yield restore_plus(value), LOST_PLUS
        if re.fullmatch(r"[0-9 ()-]+", value) and value.strip():
            yield f"+{re.sub('[^0-9]', '', value)}", f"{words} (the + and the country code are missing)"
        near = [each for each in choices(annotation) if str(each).lower() == value.lower()]
        near += get_close_matches(value, [each for each in choices(annotation) if isinstance(each, str)], 1)
        yield from ((each, f"{words}: {each!r} is near") for each in near)
        with suppress(orjson.JSONDecodeError):
            yield orjson.loads(value.lower()), f"{words}, and a text was sent"
    elif value is not MISSING and value is not None:
        yield str(value), f"{words}, and it was sent without quotes"
    yield plausible(emulator, operation, str(wrong.where[-1]), annotation), words
    yield from ((each, words) for each in (*emulator.numbers[:1], NOBODY))
    yield MISSING, f"{words}, or may be left out"
