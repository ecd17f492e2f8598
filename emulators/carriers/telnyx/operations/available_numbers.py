"""Numbers that may be ordered: a search of the stock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import representations
from emulators.carriers.telnyx.envelope import found
from emulators.carriers.telnyx.schema import SearchNumbers
from emulators.carriers.telnyx.tables import AVAILABLE_NUMBERS
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.store import Row

EQUAL = ("country_code", "national_destination_code", "phone_number_type")
ALIKE = ("locality", "administrative_area", "rate_center")
"""Filters that compare a text in any case."""


def list_available_phone_numbers(call: Call) -> list[dict[str, Any]]:
    """Returns the numbers of the stock that meet every filter, as many as the limit says."""
    query = call.query
    fitting = [row for row in call.store.select(AVAILABLE_NUMBERS, {}) if _matches(row, query)]
    return [representations.available_number(row) for row in fitting[: query.limit]]


def _matches(row: Row, query: SearchNumbers) -> bool:
    given = query.given()
    return bool(
        all(row[name] == given[name] for name in EQUAL if name in given)
        and all(row[name].lower() == given[name].lower() for name in ALIKE if name in given)
        and set((query.features or "").split(",")) <= {*row["features"], ""}
        and not (query.quickship == "true" and not row["quickship"])
        and not (query.reservable == "true" and not row["reservable"])
        and _fits(row, query)
    )


def _fits(row: Row, query: SearchNumbers) -> bool:
    """Whether the number fits the patterns: with its country code or without, or past the code that is a filter itself."""
    digits, code = row["phone_number"].removeprefix("+"), row["national_destination_code"]
    national = digits[digits.index(code) :]
    forms = (national.removeprefix(code),) if query.national_destination_code else (digits, national)
    starts, ends, contains = (
        (each or "").removeprefix("+") for each in (query.starts_with, query.ends_with, query.contains)
    )
    return any(form.startswith(starts) and form.endswith(ends) and contains in form for form in forms)


OPERATIONS = (
    Operation(
        "GET",
        "/v2/available_phone_numbers",
        list_available_phone_numbers,
        documented("GET /available_phone_numbers"),
        query=SearchNumbers,
        success=found,
    ),
)
