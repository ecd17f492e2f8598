"""What a search for numbers to buy is narrowed by."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from annotated_types import Ge
from pydantic import AfterValidator, Field

from emulators.carriers.telnyx.schema.values import DOCUMENT, Boolean
from emulators.core.provenance import assumed, inferred
from emulators.core.schema import Decimal, Document, Omissible, Text, malformed

Feature = Literal["sms", "mms", "voice", "fax", "emergency", "hd_voice", "international_sms", "local_calling"]
FEATURES = get_args(Feature)


def _features(value: str) -> str:
    if not set(value.split(",")) <= set(FEATURES):
        raise malformed(f"must be one or more of {', '.join(FEATURES)}, with commas between")
    return value


class SearchNumbers(Document):
    """The filters of a search, all of which must match. A text is found in any case."""

    starts_with: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[phone_number][starts_with]")
    ends_with: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[phone_number][ends_with]")
    contains: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[phone_number][contains]")
    locality: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[locality]")
    administrative_area: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[administrative_area]")
    country_code: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[country_code]")
    national_destination_code: Annotated[Omissible[Text], DOCUMENT] = Field(
        None, alias="filter[national_destination_code]"
    )
    rate_center: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[rate_center]")
    phone_number_type: Annotated[
        Omissible[Literal["local", "toll_free", "mobile", "national", "shared_cost"]], DOCUMENT
    ] = Field(None, alias="filter[phone_number_type]")
    features: Annotated[
        Omissible[Annotated[Text, AfterValidator(_features)]],
        inferred("a list; the clients put commas between its items"),
    ] = Field(None, alias="filter[features]")
    limit: Annotated[Omissible[Annotated[Decimal, Ge(1)]], DOCUMENT] = Field(None, alias="filter[limit]")
    best_effort: Annotated[Omissible[Boolean], assumed("nothing but exact matches is found here")] = Field(
        None, alias="filter[best_effort]"
    )
    quickship: Annotated[Omissible[Boolean], DOCUMENT] = Field(None, alias="filter[quickship]")
    reservable: Annotated[Omissible[Boolean], DOCUMENT] = Field(None, alias="filter[reservable]")
    exclude_held_numbers: Annotated[Omissible[Boolean], assumed("no number is held here")] = Field(
        None, alias="filter[exclude_held_numbers]"
    )
