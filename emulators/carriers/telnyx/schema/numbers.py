"""Phone numbers: what a list is filtered by, and what is changed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from emulators.carriers.telnyx.schema.paging import Paging
from emulators.carriers.telnyx.schema.values import TYPES, Boolean, Pattern
from emulators.core.provenance import assumed, documented
from emulators.core.schema import Document, Flag, Omissible, Text, malformed

NumberStatus = Literal[
    "purchase-pending",
    "purchase-failed",
    "port-pending",
    "active",
    "deleted",
    "port-failed",
    "emergency-only",
    "ported-out",
    "port-out-pending",
]


def _three_digits(value: str) -> str:
    if sum(character.isdigit() for character in value) < 3:
        raise malformed("must have at least three digits")
    return value


class NumberFilters(Document):
    """The filters for numbers that lists and jobs have in common, all of which must match."""

    phone_number: Annotated[
        Omissible[Annotated[Text, AfterValidator(_three_digits)]], documented("at least three digits, partial")
    ] = Field(None, alias="filter[phone_number]")
    status: Annotated[Omissible[NumberStatus], documented("filter[status]")] = Field(None, alias="filter[status]")
    connection_id: Annotated[Omissible[Text], documented("filter[connection_id]")] = Field(
        None, alias="filter[connection_id]"
    )
    tag: Annotated[Omissible[Text], documented("filter[tag]")] = Field(None, alias="filter[tag]")
    customer_reference: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[customer_reference]")
    billing_group_id: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[billing_group_id]")
    emergency_address_id: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[emergency_address_id]")
    usage_payment_method: Annotated[Omissible[Literal["pay-per-minute", "channel"]], TYPES] = Field(
        None, alias="filter[voice.usage_payment_method]"
    )
    name_is: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[voice.connection_name][eq]")
    name_contains: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[voice.connection_name][contains]")
    name_starts: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[voice.connection_name][starts_with]")
    name_ends: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[voice.connection_name][ends_with]")


class SlimFilters(Paging, NumberFilters):
    """The filters and the order that both lists of numbers have in common."""

    country_iso_alpha2: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[country_iso_alpha2]")
    phone_number_type: Annotated[
        Omissible[Literal["local", "national", "toll_free", "mobile", "shared_cost"]], TYPES
    ] = Field(None, alias="filter[number_type][eq]")
    source: Annotated[Omissible[Literal["ported", "purchased"]], TYPES] = Field(None, alias="filter[source]")
    sort: Annotated[
        Omissible[Literal["purchased_at", "phone_number", "connection_name", "usage_payment_method"]],
        documented("sort; without it by created_at, newest first"),
    ] = None


class ListNumbers(SlimFilters):
    """The query of the list of numbers."""

    without_tags: Annotated[Omissible[Literal["true", "false"]], TYPES] = Field(None, alias="filter[without_tags]")
    handle_messaging_profile_error: Annotated[
        Omissible[Literal["true", "false"]], assumed("no messaging profile fails here, so that it changes nothing")
    ] = None


class ListSlimNumbers(SlimFilters):
    """The query of the slim list."""

    include_connection: Annotated[
        Omissible[Boolean], documented("include_connection: Include the connection associated with the phone number.")
    ] = None
    include_tags: Annotated[
        Omissible[Boolean], documented("include_tags: Include the tags associated with the phone number.")
    ] = None


class UpdateNumber(Document):
    """The fields of a number that may be changed. An empty or null `connection_id` takes it off its connection."""

    connection_id: Annotated[
        Text | None, documented("connection_id; that null or an empty text takes it off is our choice")
    ] = None
    tags: Annotated[Omissible[list[Text]], documented("tags")] = None
    customer_reference: Annotated[Text | None, documented("customer_reference")] = None
    billing_group_id: Annotated[Text | None, documented("billing_group_id")] = None
    external_pin: Annotated[Text | None, documented("external_pin")] = None
    hd_voice_enabled: Annotated[Omissible[Flag], documented("hd_voice_enabled")] = None
