"""A repair: one mistake in a request, and the request without it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.http import Request

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Repair:
    """A request without one mistake, and the mistake in one line. It may not be enough, or not help at all."""

    request: Request
    mistake: str


def with_headers(request: Request, headers: Mapping[str, str], without: frozenset[str] = frozenset()) -> Request:
    """Returns the request with these headers, by lower-case name, and without those in `without`."""
    kept = {name: value for name, value in request.headers.items() if name not in without}
    return replace(request, headers={**kept, **headers})


def with_body(request: Request, document: Mapping[str, Any]) -> Request:
    """Returns the request with this body, as a form where it was one, as JSON otherwise."""
    if is_form(request):
        return replace(request, body=urlencode(document).encode())
    return replace(request, body=orjson.dumps(document))


def is_form(request: Request) -> bool:
    """Returns whether the request says that its body is a form."""
    return request.headers.get("content-type", "").startswith(FORM)
