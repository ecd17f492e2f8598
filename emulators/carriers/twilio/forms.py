"""Reads the forms of requests, in which some fields may stand more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from emulators.core import media

if TYPE_CHECKING:
    from emulators.core.http import Request

REPEATED = frozenset({"StatusCallbackEvent", "RecordingStatusCallbackEvent"})


def form_document(operation: object, request: Request) -> dict[str, Any]:
    """Returns the fields of a form. Those that may be repeated are lists, and a space in one of them separates values.

    Raises:
        WrongMediaType: the body says that it is no form.
        Malformed: it is none.
    """
    document: dict[str, Any] = media.form_document(operation, request)
    for name in REPEATED & document.keys():
        given = parse_qsl((request.body or b"").decode("ascii"), keep_blank_values=True)
        document[name] = [each for field, value in given if field == name for each in value.split(" ")]
    return document
