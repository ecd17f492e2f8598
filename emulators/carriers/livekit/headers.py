"""SIP headers that a record or a call has: which names and which values the server takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emulators.carriers.livekit import problems
from emulators.core.problem import Refusal

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info

_NOT_IN_A_TOKEN = re.compile(r"[^0-9A-Za-z\-.!%*_+`'~]")
_NOT_IN_A_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
LONGEST_NAME = 255
LONGEST_VALUE = 1024
NOT_SUPPORTED = frozenset(
    (
        *(
            "accept",
            "accept-encoding",
            "accept-language",
            "allow",
            "allow-events",
            "call-id",
            "contact",
            "content-encoding",
        ),
        *(
            "content-length",
            "content-type",
            "cseq",
            "event",
            "expires",
            "from",
            "max-forwards",
            "record-route",
            "refer-to",
        ),
        *("reply-to", "k", "l", "m", "o", "r", "t", "u", "v"),
    )
)
"""What the server writes itself, and what is short for it."""


def refused_in_token(text: str) -> str | None:
    """Returns what the server says of the first character that no SIP token has, or None."""
    wrong = _NOT_IN_A_TOKEN.search(text)
    return _refused(wrong[0]) if wrong else None


def _refused(character: str) -> str:
    code = ord(character)
    return (
        f"{code} not allowed"
        if character.isascii()
        else f"{code} out of range, consider explicilty adding utf8 characters"
    )


def check_headers(info: Info) -> None:
    """Checks the headers that are sent, and the names of those that become attributes or are made of them.

    Raises:
        Refusal: a name or a value cannot be. The server looks at them in no order, and we by name.
    """
    for name, value in sorted(info.get("headers", {}).items()):
        _check_name(name)
        if name.lower() in NOT_SUPPORTED:
            raise Refusal(problems.HEADER_NAME, error=f"header name {name} not supported")
        _check_value(name, value)
    for name in [
        *sorted(info.get("attributes_to_headers", {}).values()),
        *sorted(info.get("headers_to_attributes", {})),
    ]:
        _check_name(name)


def _check_name(name: str) -> None:
    if not name:
        raise Refusal(problems.HEADER_NAME, error="header name cannot be empty")
    if len(name.encode()) > LONGEST_NAME:
        raise Refusal(problems.HEADER_NAME, error=f"header name too long (max {LONGEST_NAME} characters)")
    if wrong := refused_in_token(name):
        raise Refusal(problems.HEADER_NAME, error=f"header name {name} contains invalid characters: char {wrong}")


def _check_value(name: str, value: str) -> None:
    if len(value.encode()) > LONGEST_VALUE:
        raise Refusal(problems.HEADER_VALUE, name=name, error=f" too long (max {LONGEST_VALUE} characters)")
    if wrong := _NOT_IN_A_VALUE.search(value):
        raise Refusal(problems.HEADER_VALUE, name=name, error=f": char {_refused(wrong[0])}")
