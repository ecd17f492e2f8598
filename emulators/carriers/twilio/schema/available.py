"""Searches for numbers that can be bought."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval, Len

from emulators.carriers.twilio.schema.paging import Paged
from emulators.carriers.twilio.schema.paths import AccountPath
from emulators.carriers.twilio.schema.values import Said, matching
from emulators.core.provenance import documented
from emulators.core.schema import E164, Decimal, Omissible, Text

_DEGREES = r"-?[0-9]{1,3}(\.[0-9]{1,9})?"


class CountryPath(AccountPath):
    """The path of a country, or of its numbers of one kind."""

    CountryCode: Annotated[Text, documented("The ISO-3166-1 country code of the country")]


class AvailableQuery(Paged):
    """What numbers are searched by, all of which must match."""

    AreaCode: Annotated[Omissible[Decimal], documented("Applies to only phone numbers in the US and Canada")] = None
    Contains: Annotated[
        Omissible[Annotated[Text, Len(2, 16), matching("[0-9A-Za-z*%+$]*", "may hold digits, letters, *, %, + and $")]],
        documented("between 2 and 16 characters long; digits, latin letters and the meta-characters *, %, +, $"),
    ] = None
    SmsEnabled: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    MmsEnabled: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    VoiceEnabled: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    FaxEnabled: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    ExcludeAllAddressRequired: Annotated[Omissible[Said], documented("Can be: true or false, default false")] = False
    ExcludeLocalAddressRequired: Annotated[Omissible[Said], documented("Can be: true or false, default false")] = False
    ExcludeForeignAddressRequired: Annotated[Omissible[Said], documented("Can be: true or false, default false")] = (
        False
    )
    Beta: Annotated[Omissible[Said], documented("Can be: true or false and the default is true")] = True
    NearNumber: Annotated[Omissible[E164], documented("find a geographically close number within distance miles")] = (
        None
    )
    NearLatLong: Annotated[
        Omissible[Annotated[Text, matching(f"{_DEGREES},{_DEGREES}", "must be lat,long in degrees")]],
        documented("a latitude/longitude pair lat,long"),
    ] = None
    Distance: Annotated[
        Omissible[Annotated[Decimal, Interval(ge=0, le=500)]], documented("Can be up to 500 and the default is 25")
    ] = 25
    InPostalCode: Annotated[Omissible[Text], documented("Limit results to a particular postal code")] = None
    InRegion: Annotated[Omissible[Text], documented("Limit results to a particular region, state, or province")] = None
    InRateCenter: Annotated[Omissible[Text], documented("Limit results to a specific rate center")] = None
    InLata: Annotated[Omissible[Text], documented("a specific local access and transport area")] = None
    InLocality: Annotated[Omissible[Text], documented("Limit results to a particular locality or city")] = None
