"""The query that every list takes."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from emulators.core.provenance import documented
from emulators.core.schema import Decimal, Document, Omissible, Text

Size = Annotated[
    Omissible[Annotated[Decimal, Interval(ge=1, le=1000)]], documented("The default is 50, and the maximum is 1000")
]
Index = Annotated[Omissible[Annotated[Decimal, Interval(ge=0)]], documented("Minimum value is 0")]


class Paged(Document):
    """The query that every list takes."""

    PageSize: Size = 50
    Page: Index = 0
    PageToken: Annotated[Omissible[Text], documented("The page token. This is provided by the API")] = None
