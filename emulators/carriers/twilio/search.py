"""A search for numbers: what of the stock meets every filter of a query."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.carriers.twilio.schema import AvailableQuery
    from emulators.core.store import Row

Place = tuple[float, float]
"""Degrees north and east."""

MILES = 3_959
"""The earth's radius."""

KEYPAD = {
    letter: digit
    for digit, letters in enumerate(["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"], 2)
    for letter in letters
}
PLACES = {
    "InPostalCode": "postal_code",
    "InRegion": "region",
    "InRateCenter": "rate_center",
    "InLata": "lata",
    "InLocality": "locality",
}
CAPABILITIES = {"VoiceEnabled": "voice", "SmsEnabled": "sms", "MmsEnabled": "mms", "FaxEnabled": "fax"}


def search(rows: list[Row], query: AvailableQuery) -> list[Row]:
    """Returns the rows that meet every filter of the query, in their order."""
    given = query.given()
    pattern, centres = _pattern(given.get("Contains", "")), _centres(rows, query)
    return [
        row
        for row in rows
        if pattern.search(row["phone_number"])
        and row["phone_number"].startswith(f"+1{query.AreaCode}" if query.AreaCode is not None else "+")
        and all(
            row["capabilities"][name] is given.get(flag, row["capabilities"][name])
            for flag, name in CAPABILITIES.items()
        )
        and all(_same(given[name], row[column]) for name, column in PLACES.items() if name in given)
        and row["address_requirements"] not in _excluded(given)
        and row["beta"] <= query.Beta
        and _near(row, centres, query.Distance or 0)
    ]


def _pattern(contains: str) -> re.Pattern[str]:
    """A letter is the digit of its key, a star any digit, a percent sign any digits; a plus begins and a dollar ends."""
    meant = {"*": "[0-9]", "%": "[0-9]*", "+": r"^\+", "$": "$", **{key: str(digit) for key, digit in KEYPAD.items()}}
    return re.compile("".join(meant.get(each, each) for each in contains.lower()))


def _same(asked_for: str, there: str | None) -> bool:
    return there is not None and asked_for.casefold() == there.casefold()


def _excluded(given: dict[str, Any]) -> set[str]:
    """The requirements of an address that the query does not want."""
    unwanted = {
        "ExcludeAllAddressRequired": {"any", "local", "foreign"},
        "ExcludeLocalAddressRequired": {"local"},
        "ExcludeForeignAddressRequired": {"foreign"},
    }
    return set().union(*(requirements for name, requirements in unwanted.items() if given.get(name)))


def _centres(rows: list[Row], query: AvailableQuery) -> list[Place] | None:
    """The places that the query wants numbers near to: the one that it names, or those of the numbers with the area code of the one
    that it names. None where it is all the same."""
    if query.NearLatLong:
        latitude, longitude = map(float, query.NearLatLong.split(","))
        return [(latitude, longitude)]
    if query.NearNumber is None:
        return None
    return [_place(row) for row in rows if row["latitude"] and row["phone_number"][:5] == query.NearNumber[:5]]


def _place(row: Row) -> Place:
    return float(row["latitude"]), float(row["longitude"])


def _near(row: Row, centres: list[Place] | None, distance: int) -> bool:
    """A number that belongs to no place is near none."""
    if centres is None:
        return True
    return bool(row["latitude"]) and any(_miles(centre, _place(row)) <= distance for centre in centres)


def _miles(one: Place, other: Place) -> float:
    """The way between two places over the earth, by the haversine formula. Degrees that no globe has make no error."""
    (north, east), (top, right) = [tuple(map(math.radians, place)) for place in (one, other)]
    half = math.sin((top - north) / 2) ** 2 + math.cos(north) * math.cos(top) * math.sin((right - east) / 2) ** 2
    return 2 * MILES * math.asin(math.sqrt(min(max(half, 0), 1)))
