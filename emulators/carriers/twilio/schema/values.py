"""The kinds of value in Twilio's forms and queries. Every value arrives as text."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from annotated_types import Len
from pydantic import AfterValidator, BeforeValidator

from emulators.core.schema import Document, Flag, Text, malformed

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def _web(value: str) -> str:
    """An absolute web address, or nothing, which takes the handler away."""
    try:
        address = urlsplit(value)
    except ValueError:
        raise malformed(f"is not a valid URL: {value}") from None
    if value and (address.scheme not in ("http", "https") or not address.hostname or " " in value):
        raise malformed(f"is not a valid URL: {value}")
    return value


def _said(value: object) -> object:
    return {"true": True, "false": False}.get(value.lower(), value) if isinstance(value, str) else value


def matching(pattern: str, words: str) -> AfterValidator:
    """Returns a validator that refuses, in these words, what does not match the pattern from end to end."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise malformed(words)
        return value

    return AfterValidator(check)


Web = Annotated[Text, AfterValidator(_web)]
CallUrl = Annotated[Text, Len(1), AfterValidator(_web)]
"""A web address that has to be one."""
Method = Literal["GET", "POST"]
Said = Annotated[Flag, BeforeValidator(_said)]
"""A boolean written in a form or a query."""
Name = Annotated[Text, Len(0, 64)]


class Form(Document):
    """A form. Its fields are kept under the names that the API shows them by."""

    def changes(self) -> dict[str, Any]:
        """Returns what was sent and nothing else: `VoiceUrl` as `voice_url`, and so on."""
        return _by_column(self.given())

    def columns(self) -> dict[str, Any]:
        """Returns all fields, those that were not sent with their defaults."""
        return _by_column(self.model_dump())


def _by_column(fields: dict[str, Any]) -> dict[str, Any]:
    return {_WORD.sub("_", name).lower(): value for name, value in fields.items()}
