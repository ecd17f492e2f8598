"""The kinds of value in Telnyx's bodies and queries."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from annotated_types import Interval, MinLen
from pydantic import AfterValidator

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Integer, Text, e164, malformed

TYPES = inferred("the client's own types")
DOCUMENT = documented("the published OpenAPI document: the operation's parameters and body")
URL_WORDS = "must be a URL with a scheme, of 2000 characters at the most"
MAX_URL = 2000


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise malformed(URL_WORDS) from None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(value) > MAX_URL:
        raise malformed(URL_WORDS)
    return value


def _e164_or_empty(value: str) -> str:
    return value and e164(value)


Url = Annotated[Text, AfterValidator(_url)]
NumberOrNothing = Annotated[Text, AfterValidator(_e164_or_empty)]
Name = Annotated[Text, MinLen(1), assumed("an empty name is none")]
Pattern = Annotated[Text, MinLen(3)]
Count = Annotated[Integer, Interval(ge=0, le=2**31 - 1), assumed("no bounds are known: what 32 bits hold")]
Seconds = Annotated[Integer, Interval(ge=0, le=30)]
Method = Literal["get", "post"]
Boolean = Literal["true", "false"]
"""A switch in a query."""
