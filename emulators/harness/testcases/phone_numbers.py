"""Makes telephone numbers that belong to nobody, and tells them from those that may ring somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Collection

# Set aside for fiction: 555-0100 to 555-0199 in every North American area code, Ofcom's drama numbers, the
# numbers that ACMA keeps for creative works; and Twilio's test numbers under +1 500 555.
_FICTIONAL = re.compile(
    r"1[2-9]\d\d55501\d\d"
    r"|15005550\d{3}"
    r"|44(?:2079460|(?:11[3-8]|121|131|141|151|161)4960|1632960|7700900|8081570|3069990)\d{3}"
    r"|61[2378](?:5550|7010)\d{4}"
    r"|61491570(?:006|110|156|157|158|159|313|737)"
)
_AREAS = [f"{first}{rest:02d}" for first in range(2, 10) for rest in range(100) if rest != 11 and rest // 10 != 9]

ROOM = len(_AREAS) * 100
"""How many fictional numbers there are."""


def fictional(index: int) -> str:
    """Returns the fictional number at an index, in E.164 form. The sequence repeats after `ROOM`."""
    area, line = divmod(index % ROOM, 100)
    return f"+1{_AREAS[area]}55501{line:02d}"


def rings_nobody(text: str, owned: Collection[str] = ()) -> bool:
    """Returns whether a text may be sent as a number: it is fictional, is one of `owned`, or cannot be dialled."""
    digits = re.sub(r"\D", "", text)
    if _FICTIONAL.fullmatch(digits) or digits in {re.sub(r"\D", "", number) for number in owned}:
        return True
    return not any(_dialable(form) for form in (f"+{digits}", f"+1{digits}"))


def _dialable(text: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return False
