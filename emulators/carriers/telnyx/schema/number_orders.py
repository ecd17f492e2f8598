"""Number orders: what is ordered, what of an order is changed, what their list is filtered by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from annotated_types import MinLen
from pydantic import AfterValidator, Field

from emulators.carriers.telnyx.schema.paging import Paging
from emulators.carriers.telnyx.schema.values import DOCUMENT, Boolean
from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import E164, Document, Omissible, Text, malformed


def _moment(value: str) -> str:
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise malformed("must be an ISO 8601 time") from None
    return (read.astimezone(UTC) if read.tzinfo else read).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


Moment = Annotated[Text, AfterValidator(_moment)]


class OrderId(Document):
    """The path of one order."""

    number_order_id: Annotated[Text, DOCUMENT]


class OrderedNumber(Document):
    """One number of an order."""

    phone_number: Annotated[E164, documented("phone_number: e164_phone_number, required")]
    bundle_id: Annotated[Text | None, assumed("bundles are not emulated; the id is not looked at")] = None
    requirement_group_id: Annotated[
        Text | None, assumed("no number here has requirements; the id is not looked at")
    ] = None


class OrderNumbers(Document):
    """An order for numbers of the stock."""

    phone_numbers: Annotated[
        Annotated[list[OrderedNumber], MinLen(1)],
        inferred("Telnyx's own guide for this endpoint calls phone_numbers required; an empty list orders nothing"),
    ]
    connection_id: Annotated[Text | None, DOCUMENT] = None
    messaging_profile_id: Annotated[Text | None, DOCUMENT] = None
    billing_group_id: Annotated[Text | None, DOCUMENT] = None
    customer_reference: Annotated[Text | None, DOCUMENT] = None


class Requirement(Document):
    """A requirement of a number and what meets it."""

    requirement_id: Annotated[Omissible[Text], DOCUMENT] = None
    field_value: Annotated[Omissible[Text], DOCUMENT] = None


class UpdateOrder(Document):
    """What of an order may be changed."""

    customer_reference: Annotated[Text | None, DOCUMENT] = None
    regulatory_requirements: Annotated[
        Omissible[list[Requirement]], assumed("no number here has requirements; what is sent is not kept")
    ] = None


class ListOrders(Paging):
    """The filters of the list of orders, all of which must match."""

    status: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[status]")
    created_after: Annotated[Omissible[Moment], DOCUMENT] = Field(None, alias="filter[created_at][gt]")
    created_before: Annotated[Omissible[Moment], DOCUMENT] = Field(None, alias="filter[created_at][lt]")
    phone_numbers_count: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[phone_numbers_count]")
    customer_reference: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[customer_reference]")
    requirements_met: Annotated[Omissible[Boolean], DOCUMENT] = Field(None, alias="filter[requirements_met]")
