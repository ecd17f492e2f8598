"""Rented numbers: what a list is filtered by, what is changed; numbers for sale: what is searched, what is bought."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from emulators.carriers.plivo.schema.paths import Paging
from emulators.carriers.plivo.schema.values import Cnam, Subaccount, services
from emulators.core.provenance import documented, inferred
from emulators.core.schema import Document, Flag, Omissible, Text

Type = Literal["local", "fixed", "tollfree", "mobile", "national"]
Services = Annotated[Text, AfterValidator(services)]


class ListNumbers(Paging):
    """The filters of the number list, all of which must match."""

    number_startswith: Annotated[Omissible[Text], documented("the first digits")] = None
    type: Annotated[Omissible[Type], documented("number_type")] = None
    alias: Annotated[Omissible[Text], documented("alias, compared exactly: our choice")] = None
    services: Annotated[Omissible[Services], documented("voice, sms, mms")] = None
    subaccount: Annotated[Omissible[Subaccount], documented("numbers of that subaccount")] = None


class UpdateNumber(Document):
    """The fields of a number that may be changed. A null `app_id` takes it off its application."""

    app_id: Annotated[Text | None, documented("the application it shall point at")] = None
    alias: Annotated[Text | None, documented("alias")] = None
    subaccount: Annotated[Subaccount | None, documented("subaccount")] = None
    cnam_lookup: Annotated[Omissible[Cnam], documented("cnam_lookup")] = None


class SearchNumbers(Paging):
    """What numbers for sale are searched by, all of which must match."""

    country_iso: Annotated[Text, inferred("the Python client wants it; the ISO code A2 of the country")]
    type: Annotated[Omissible[Type], documented("type: fixed, mobile, tollfree; sub_type also national and local")] = (
        None
    )
    pattern: Annotated[Omissible[Text], inferred("the Python client sends it; digits after the country code")] = None
    region: Annotated[Omissible[Text], inferred("the Python client sends it; contained in the region")] = None
    services: Annotated[Omissible[Services], inferred("the Python client sends it, as to a list of numbers")] = None
    lata: Annotated[Omissible[Text], inferred("the Python client sends it")] = None
    rate_center: Annotated[Omissible[Text], inferred("the Python client sends it")] = None
    city: Annotated[Omissible[Text], inferred("the Python client sends it")] = None
    npanxx: Annotated[Omissible[Text], inferred("the Python client sends it: area code and exchange")] = None


class BuyNumber(Document):
    """What goes with a purchase."""

    app_id: Annotated[Text | None, inferred("the Python client sends it: the application it shall point at")] = None
    cnam_lookup: Annotated[Omissible[Cnam], inferred("the Python client sends it")] = None
    ha_enable: Annotated[
        Omissible[Flag], inferred("the Python client sends it: a second number in reserve; not used")
    ] = None
