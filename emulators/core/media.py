"""Reads the bodies of requests, from bytes to JSON-like values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import orjson

if TYPE_CHECKING:
    from emulators.core.http import Request

MAX_DEPTH = 64


class WrongMediaType(Exception):
    """Raised where a body's content type is not the one that is read here."""


class Malformed(Exception):
    """Raised where a body cannot be read as its content type. The message is meant for the user."""


def media_type(request: Request) -> str:
    """Returns the content type without parameters, in lower case; empty where there is none."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def json_document(_operation: object, request: Request) -> dict[str, Any]:
    """Returns the JSON object in a body: UTF-8, no NaN, no lone surrogates, numbers that a double holds, nested at most
    `MAX_DEPTH` deep.

    Raises:
        WrongMediaType: the content type is not JSON's.
        Malformed: the body is no such object.
    """
    if media_type(request) != "application/json":
        raise WrongMediaType
    return json_object(request.body or b"")


def json_object(body: bytes) -> dict[str, Any]:
    """Returns the JSON object that these bytes hold.

    Raises:
        Malformed: they hold none.
    """
    if not body.strip():
        raise Malformed("it is empty")
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"it is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise Malformed("it must be a JSON object")
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH and _deeper(document, MAX_DEPTH):
        raise Malformed(f"it is nested deeper than {MAX_DEPTH}")
    return document


def _deeper(value: Any, allowed: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return allowed == 0 or any(_deeper(item, allowed - 1) for item in inner)


def form_document(_operation: object, request: Request) -> dict[str, str]:
    """Returns the fields of a form; of a repeated field the last value. An empty body without a content type is an
    empty form.

    Raises:
        WrongMediaType: the content type is not a form's.
        Malformed: the body cannot be read.
    """
    body = request.body or b""
    if body and media_type(request) != "application/x-www-form-urlencoded":
        raise WrongMediaType
    return pairs(body)


def pairs(encoded: bytes) -> dict[str, str]:
    """Returns the fields of a form or a query string; of a repeated field the last value.

    Raises:
        Malformed: it cannot be decoded.
    """
    if not encoded:
        return {}
    try:
        return dict(parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict"))
    except (UnicodeDecodeError, ValueError) as error:
        raise Malformed(str(error)) from None
