"""Reads request bodies: bytes in, a plain document out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import orjson

if TYPE_CHECKING:
    from emulators.core.http import Request

MAX_DEPTH = 64


class WrongMediaType(Exception):
    """Raised where the body says that it is something else than what is read here."""


class Malformed(Exception):
    """Raised where the body is not what it says that it is. The message is for a person."""


def media_type(request: Request) -> str:
    """Returns the content type without parameters, in lower case; empty where there is none."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def json_document(_operation: object, request: Request) -> dict[str, Any]:
    """Returns the JSON object of a body: UTF-8, no NaN, no lone surrogates, numbers that a double holds, nested no
    deeper than `MAX_DEPTH`.

    Raises `WrongMediaType` and `Malformed`.
    """
    if media_type(request) != "application/json":
        raise WrongMediaType
    return json_object(request.body or b"")


def json_object(body: bytes) -> dict[str, Any]:
    """Returns the JSON object that these bytes are. Raises `Malformed`."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(str(error)) from None
    if not isinstance(document, dict):
        raise Malformed("the body must be a JSON object")
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH and _deeper(document, MAX_DEPTH):
        raise Malformed(f"nested deeper than {MAX_DEPTH}")
    return document


def _deeper(value: Any, allowed: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return allowed == 0 or any(_deeper(item, allowed - 1) for item in inner)


def form_document(_operation: object, request: Request) -> dict[str, str]:
    """Returns the fields of a form; of a repeated field the last value. An empty body without a content type is an
    empty form.

    Raises `WrongMediaType` and `Malformed`.
    """
    body = request.body or b""
    if body and media_type(request) != "application/x-www-form-urlencoded":
        raise WrongMediaType
    return pairs(body)


def pairs(encoded: bytes) -> dict[str, str]:
    """Returns the fields of a form or a query string; of a repeated field the last value. Raises `Malformed`."""
    if not encoded:
        return {}
    try:
        return dict(parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict"))
    except (UnicodeDecodeError, ValueError) as error:
        raise Malformed(str(error)) from None
