"""Defines telephone numbers that fail on purpose, at any vendor and carrier, in the habit of Twilio's test numbers.

`+1500555` + `0` + an HTTP status makes the vendor refuse with that status. The three below act at the telephone
company.
"""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus

from emulators.core.problem import Problem
from emulators.core.provenance import assumed

NOT_OWNED = "+15005550000"
INVALID = "+15005550001"
WRITE_FAILS = "+15005550002"
NUMBERS = {
    NOT_OWNED: "no carrier account owns it",
    INVALID: "every carrier calls it invalid",
    WRITE_FAILS: "the carrier accepts the credentials and the ownership, then the webhook write fails",
}

RATE_LIMIT = timedelta(seconds=2)
"""How long a rate limit holds that a magic number asked for: from its first refusal on, by the namespace's clock."""

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_STATUS = re.compile(r"\+?15005550([45][0-9]{2})")


def refusal_for(number: object) -> Problem | None:
    """Returns the refusal that a magic number asks for, or None for any other value. The number's plus may be missing."""
    match = _STATUS.fullmatch(number) if isinstance(number, str) else None
    if match is None:
        return None
    status = int(match[1])
    return Problem(status, phrase(status), assumed(f"asked for by the magic number {number}"), asked_for=True)


def phrase(status: int) -> str:
    """Returns the words that go with an HTTP status."""
    return _PHRASES.get(status, f"Status {status}")
