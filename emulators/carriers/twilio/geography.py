"""Tells where a telephone number is, as far as the number itself says."""

from __future__ import annotations


def country(number: str) -> str | None:
    """Returns the ISO 3166-1 code of the country that an E.164 number is of, or None where it is nobody's."""
    import phonenumbers  # noqa: PLC0415 -- loaded for the few that need it

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
