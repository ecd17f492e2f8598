"""Numbers for sale: those that the demo world begins with, and what a search takes. None of them can be anybody's telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.plivo.tables import NUMBERS, STOCK
from emulators.carriers.plivo.uris import phone_number_uri

if TYPE_CHECKING:
    from emulators.carriers.plivo.schema import SearchNumbers
    from emulators.core.store import Row, Store

CODES = {"US": "1", "CA": "1", "GB": "44", "AU": "61"}
"""Country codes, which a pattern leaves out."""

UNITED_STATES = {"country_iso": "US", "country": "UNITED STATES", "region": "United States"}
SAN_FRANCISCO = {
    **UNITED_STATES,
    "prefix": "415",
    "city": "SAN FRANCISCO",
    "rate_center": "SNFC CNTRL",
    "lata": 722,
    "sub_type": "local",
}
NEW_YORK = {
    **UNITED_STATES,
    "prefix": "212",
    "city": "NEW YORK",
    "rate_center": "NWYRCYZN01",
    "lata": 132,
    "sub_type": "local",
}
TOLL_FREE = {**UNITED_STATES, "type": "tollfree", "sub_type": "tollfree"}
LONDON = {
    "country_iso": "GB",
    "country": "UNITED KINGDOM",
    "region": "London, United Kingdom",
    "prefix": "20",
    "city": "LONDON",
    "sub_type": "local",
    "sms_enabled": False,
}
AUSTRALIAN_MOBILE = {
    "country_iso": "AU",
    "country": "AUSTRALIA",
    "region": "Australia",
    "prefix": "49157",
    "type": "mobile",
    "sub_type": "mobile",
}


def _for_sale(digits: str, **where: Any) -> Row:
    return {
        **dict.fromkeys(STOCK.columns),
        "number": digits,
        "type": "fixed",
        "setup_rate": "0.00000",
        "monthly_rental_rate": "0.80000",
        "sms_enabled": True,
        "sms_rate": "0.00800",
        "mms_enabled": False,
        "mms_rate": "0.00000",
        "voice_enabled": True,
        "voice_rate": "0.00500",
        **where,
    }


ROWS = (
    *(_for_sale(digits, **SAN_FRANCISCO) for digits in ("14155550170", "14155550171", "14155550172")),
    *(_for_sale(digits, **NEW_YORK) for digits in ("12125550101", "12125550102", "12125550170")),
    _for_sale("18005550103", **TOLL_FREE, prefix="800"),
    _for_sale("18885550170", **TOLL_FREE, prefix="888"),
    _for_sale("442079460170", **LONDON),
    _for_sale("61491570158", **AUSTRALIAN_MOBILE),
)
"""Among them the numbers that the demo account rents, so that it can have back what it gave up."""


def search(store: Store, auth_id: str, query: SearchNumbers) -> list[Row]:
    """Returns the numbers that nobody rents and that meet every filter, each as it is shown to this account."""
    rented = {row["number"] for row in store.select(NUMBERS, {})}
    found = [row for row in store.select(STOCK, {"country_iso": query.country_iso}) if row["number"] not in rented]
    return [row | {"resource_uri": phone_number_uri(auth_id, row["number"])} for row in found if _matches(row, query)]


def _matches(row: Row, query: SearchNumbers) -> bool:
    begins = CODES[row["country_iso"]] + (query.pattern or "")
    services = query.services.split(",") if query.services else []
    return (
        row["number"].startswith(begins)
        and row["number"].startswith(f"1{query.npanxx}" if query.npanxx else "")
        and query.type in {None, row["type"], row["sub_type"]}
        and _within(query.region, row["region"])
        and _within(query.city, row["city"])
        and query.rate_center in {None, row["rate_center"]}
        and query.lata in {None, str(row["lata"])}
        and all(row[f"{service}_enabled"] for service in services)
    )


def _within(asked_for: str | None, there: str | None) -> bool:
    return asked_for is None or asked_for.casefold() in (there or "").casefold()
