"""Incoming phone numbers: what a list is filtered by, what is changed, what is bought."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from emulators.carriers.twilio.numbers import normalize
from emulators.carriers.twilio.schema.handlers import Handlers
from emulators.carriers.twilio.schema.paging import Paged
from emulators.carriers.twilio.schema.values import Said, matching
from emulators.core.provenance import documented, inferred
from emulators.core.schema import Omissible, Text, e164


def _phone_number(value: str) -> str:
    return e164(normalize(value))


def _sid(prefix: str) -> AfterValidator:
    """Returns a validator of a SID of one kind, or of nothing, which takes away what was there."""
    return matching(f"({prefix}[0-9a-fA-F]{{32}})?", f"must be a SID that begins with {prefix}")


class NumbersQuery(Paged):
    """The filters of the number list, all of which must match."""

    PhoneNumber: Annotated[
        Omissible[Text], documented("You can specify partial numbers and use '*' as a wildcard for any digit")
    ] = None
    FriendlyName: Annotated[Omissible[Text], documented("A string that identifies the resources to read")] = None
    Beta: Annotated[Omissible[Said], documented("Can be: true or false and the default is true")] = True
    Origin: Annotated[Omissible[Literal["twilio", "hosted"]], documented("Can be: twilio or hosted")] = None


class NumberFields(Handlers):
    """The fields that a purchase and an update have in common."""

    ApiVersion: Annotated[
        Omissible[Literal["2010-04-01", "2008-08-01"]],
        inferred("the same field of an application: Can be: 2010-04-01 or 2008-08-01"),
    ] = None
    VoiceApplicationSid: Annotated[
        Omissible[Annotated[Text, _sid("AP")]], documented("Setting it deletes your trunk_sid and vice versa")
    ] = None
    TrunkSid: Annotated[
        Omissible[Annotated[Text, _sid("TK")]], documented("Setting it deletes your voice_application_sid")
    ] = None
    VoiceReceiveMode: Annotated[Omissible[Literal["voice", "fax"]], documented("Can be: voice or fax")] = None
    SmsApplicationSid: Annotated[
        Omissible[Annotated[Text, _sid("AP")]], inferred("^AP[0-9a-fA-F]{32}$; kept as sent: messages are not emulated")
    ] = None
    AddressSid: Annotated[
        Omissible[Annotated[Text, _sid("AD")]],
        inferred("^AD[0-9a-fA-F]{32}$; kept as sent: addresses are not emulated"),
    ] = None
    IdentitySid: Annotated[
        Omissible[Annotated[Text, _sid("RI")]],
        inferred("^RI[0-9a-fA-F]{32}$; kept as sent: identities are not emulated"),
    ] = None
    BundleSid: Annotated[
        Omissible[Annotated[Text, _sid("BU")]], inferred("^BU[0-9a-fA-F]{32}$; kept as sent: bundles are not emulated")
    ] = None
    EmergencyStatus: Annotated[Omissible[Literal["Active", "Inactive"]], documented("Active or Inactive")] = None
    EmergencyAddressSid: Annotated[
        Omissible[Annotated[Text, _sid("AD")]],
        inferred("^AD[0-9a-fA-F]{32}$; kept as sent: addresses are not emulated"),
    ] = None


class UpdateNumber(NumberFields):
    """The fields of a number that may be changed. Only what is posted changes."""

    AccountSid: Annotated[
        Omissible[Text], documented("The SID of the Account; another one takes the number over, and there is none here")
    ] = None


class BuyNumber(NumberFields):
    """A number that is to be bought, named itself or by its area code, and its fields."""

    PhoneNumber: Annotated[
        Omissible[Annotated[Text, AfterValidator(_phone_number)]],
        documented("The phone number to purchase in E.164 format"),
    ] = None
    AreaCode: Annotated[
        Omissible[Annotated[Text, matching("[2-9][0-9]{2}", "must be an area code of the US or Canada")]],
        documented("The desired area code for your new phone number"),
    ] = None


class BuyNumberOfAKind(NumberFields):
    """A number of one kind that is to be bought, and its fields. An area code does not do."""

    PhoneNumber: Annotated[
        Annotated[Text, AfterValidator(_phone_number)], documented("The phone number to purchase in E.164 format")
    ]
