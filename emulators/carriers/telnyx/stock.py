"""The numbers that Telnyx has to offer in the demo world. Each is set aside for fiction, and nobody's until it is ordered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.store import Row

LINES = 6
"""How many numbers there are at each place."""


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """A block of telephone numbers, with what they have in common. `beginning` is the number up to its last two digits."""

    beginning: str
    country_code: str
    national_destination_code: str
    locality: str
    administrative_area: str
    rate_center: str
    phone_number_type: str = "local"
    features: tuple[str, ...] = ("sms", "mms", "voice", "fax", "emergency")
    monthly_cost: str = "1.00"

    def numbers(self) -> Iterator[Row]:
        """Returns the rows of `AVAILABLE_NUMBERS` at this place."""
        shared = {name: value for name, value in asdict(self).items() if name != "beginning"}
        for line in range(LINES):
            yield shared | {
                "phone_number": f"{self.beginning}{line + 40}",
                "features": list(self.features),
                "upfront_cost": "1.00",
                "currency": "USD",
                "quickship": line % 2 == 0,
                "reservable": line % 3 != 2,
                "vanity_format": "",
            }


PLACES = (
    NumberBlock("+121255501", "US", "212", "NEW YORK", "NY", "NWYRCYZN01"),
    NumberBlock("+131255501", "US", "312", "CHICAGO", "IL", "CHICAGO"),
    NumberBlock("+141555501", "US", "415", "SAN FRANCISCO", "CA", "SNFC CNTRL"),
    NumberBlock("+141655501", "CA", "416", "TORONTO", "ON", "TORONTO"),
    NumberBlock("+180055501", "US", "800", "", "", "", "toll_free", ("sms", "mms", "voice", "fax")),
    NumberBlock("+4420794601", "GB", "20", "LONDON", "", "", features=("voice", "fax"), monthly_cost="1.50"),
    NumberBlock("+4477009001", "GB", "7700", "", "", "", "mobile", ("sms", "voice"), "2.00"),
)
NUMBERS = tuple(row for place in PLACES for row in place.numbers())
