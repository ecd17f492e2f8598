"""Numbers for sale: those that the demo world begins with, and where they are. None of them can be anybody's telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from emulators.carriers.twilio.numbers import formatted
from emulators.carriers.twilio.tables import AVAILABLE, NUMBERS

if TYPE_CHECKING:
    from emulators.core.store import Row, Store

Kind = Literal["local", "mobile", "toll_free"]
COLLECTIONS: dict[Kind, str] = {"local": "Local", "mobile": "Mobile", "toll_free": "TollFree"}
"""How each kind of number is called in a path."""

COUNTRIES = {"AU": "Australia", "CA": "Canada", "GB": "United Kingdom", "US": "United States"}

HILO = {
    "lata": "834",
    "locality": "Hilo",
    "rate_center": "HILO",
    "latitude": "19.720000",
    "longitude": "-155.090000",
    "region": "HI",
    "postal_code": "96720",
}
NEW_YORK = {
    "lata": "132",
    "locality": "New York",
    "rate_center": "NWYRCYZN01",
    "latitude": "40.714300",
    "longitude": "-74.006000",
    "region": "NY",
    "postal_code": "10007",
}
SAN_FRANCISCO = {
    "lata": "722",
    "locality": "San Francisco",
    "rate_center": "SNFC CNTRL",
    "latitude": "37.774900",
    "longitude": "-122.419400",
    "region": "CA",
    "postal_code": "94102",
}
TORONTO = {
    "lata": "888",
    "locality": "Toronto",
    "rate_center": "TORONTO",
    "latitude": "43.653200",
    "longitude": "-79.383200",
    "region": "ON",
    "postal_code": "M5H",
}


def _for_sale(country: str, kind: Kind, *numbers: str, can: str = "voice sms mms", **more: Any) -> tuple[Row, ...]:
    """Returns rows of `AVAILABLE` that can be called, and sent messages to, as `can` says."""
    capabilities = {name: name in can.split() for name in ("voice", "sms", "mms", "fax")}
    shared = {"address_requirements": "none", "beta": False, **more}
    return tuple(
        {
            "phone_number": number,
            "kind": kind,
            "friendly_name": formatted(number),
            "iso_country": country,
            "capabilities": capabilities,
            **shared,
        }
        for number in numbers
    )


ROWS = (
    *_for_sale("US", "local", "+14155550160", "+14155550161", "+14155550162", **SAN_FRANCISCO),
    *_for_sale("US", "local", "+12125550160", "+12125550161", **NEW_YORK),
    *_for_sale("US", "local", "+18085550160", **HILO, beta=True),
    *_for_sale("US", "toll_free", "+18005550160", "+18885550161"),
    *_for_sale("CA", "local", "+14165550160", can="voice sms", **TORONTO),
    *_for_sale("CA", "toll_free", "+18775550160", can="voice"),
    *_for_sale("GB", "local", "+442079460160", "+442079460161", can="voice", address_requirements="any"),
    *_for_sale("GB", "mobile", "+447700900160", can="voice sms", address_requirements="local"),
    *_for_sale("GB", "toll_free", "+448081570160", can="voice", address_requirements="foreign"),
    *_for_sale("AU", "local", "+61255500160", can="voice", address_requirements="any"),
    *_for_sale("AU", "mobile", "+61491570156", "+61491570157", can="voice sms"),
    *_for_sale("AU", "toll_free", "+611800975707", can="voice"),
)


def kinds_of(store: Store, country: str) -> list[Kind]:
    """Returns the kinds of number that there are in a country, sold or not."""
    return [kind for kind in COLLECTIONS if store.find(AVAILABLE, iso_country=country, kind=kind)]


def for_sale(store: Store, **where: Any) -> list[Row]:
    """Returns the numbers with these values that no account has."""
    taken = {row["phone_number"] for row in store.select(NUMBERS, {})}
    return [row for row in store.select(AVAILABLE, where) if row["phone_number"] not in taken]


def in_area(store: Store, area_code: str) -> str | None:
    """Returns the first number for sale with this North American area code, or None."""
    found = (row["phone_number"] for row in for_sale(store) if row["phone_number"].startswith(f"+1{area_code}"))
    return next(found, None)
