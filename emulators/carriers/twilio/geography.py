"""Tells where a telephone number is and of what kind, as far as the number itself says."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.carriers.twilio.stock import Kind


def country(number: str) -> str | None:
    """Returns the ISO 3166-1 code of the country that an E.164 number is of, or None where it is nobody's."""
    import phonenumbers  # noqa: PLC0415 -- loaded for the few that need it

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=1_000)  # a list asks it of every number that it shows
def kind(number: str) -> Kind:
    """Returns of what kind an E.164 number is; local, where it is neither of a mobile telephone nor toll-free."""
    import phonenumbers  # noqa: PLC0415 -- loaded for the few that need it

    try:
        found = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return "local"
    kinds: dict[int, Kind] = {
        phonenumbers.PhoneNumberType.MOBILE: "mobile",
        phonenumbers.PhoneNumberType.TOLL_FREE: "toll_free",
    }
    return kinds.get(found, "local")
