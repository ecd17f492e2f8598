"""The path of one resource, and the query that every list takes."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Interval
from pydantic import Field

from emulators.core.provenance import documented
from emulators.core.schema import Decimal, Document, Text


class Id(Document):
    """The path of one resource."""

    id: Annotated[Text, documented("decimal strings")]


class Paging(Document):
    """The query that every list takes."""

    page_number: Annotated[Decimal, Ge(1), documented("page[number]")] = Field(1, alias="page[number]")
    page_size: Annotated[Decimal, Interval(ge=1, le=250), documented("page[size] up to 250, 20 in practice")] = Field(
        20, alias="page[size]"
    )
