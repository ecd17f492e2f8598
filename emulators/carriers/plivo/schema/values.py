"""The kinds of value in Plivo's bodies and queries."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from annotated_types import Ge, Interval, MinLen
from pydantic import AfterValidator

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Decimal, Text, malformed


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise malformed("must be a URL") from None
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise malformed("must be a URL")
    return value


def services(value: str) -> str:
    """Returns the text where it lists services. Raises the error of `malformed`."""
    if not set(value.split(",")) <= {"voice", "sms", "mms"}:
        raise malformed("must list voice, sms and mms, separated by commas")
    return value


Url = Annotated[Text, AfterValidator(_url), inferred("the Python client checks it before it sends")]
CallUrl = Annotated[
    Annotated[Text, MinLen(1), AfterValidator(_url)], inferred("the Python client checks it before it sends")
]
Method = Annotated[Literal["GET", "POST"], assumed("the methods that a callback can have")]
Limit = Annotated[Decimal, Interval(ge=1, le=20), inferred("the Python client refuses more than 20 and less than 1")]
Offset = Annotated[Decimal, Ge(0), inferred("the Python client refuses less than 0")]
Cnam = Annotated[Literal["enabled", "disabled"], inferred("the answers recorded in the client's own tests")]
Subaccount = Annotated[Text, documented("an SA Auth ID")]
