"""The forms and queries of the documented operations. Every value arrives as text."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from annotated_types import Interval, Len
from pydantic import AfterValidator, BeforeValidator

from emulators.carriers.twilio.numbers import normalize
from emulators.core.provenance import assumed, documented
from emulators.core.schema import Decimal, Document, Flag, Omissible, Text, e164, malformed

_WORD = re.compile(r"(?<!^)(?=[A-Z])")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+\.pstn\.twilio\.com")
_SIP = re.compile(r"sip:[^\s]+")
_AREA = re.compile(r"[0-9]{3}")


def _web(value: str) -> str:
    """An absolute web address, or nothing, which takes the handler away."""
    try:
        address = urlsplit(value)
    except ValueError:
        raise malformed(f"is not a valid URL: {value}") from None
    if value and (address.scheme not in ("http", "https") or not address.hostname or " " in value):
        raise malformed(f"is not a valid URL: {value}")
    return value


def _said(value: object) -> object:
    return {"true": True, "false": False}.get(value.lower(), value) if isinstance(value, str) else value


def _phone_number(value: str) -> str:
    return e164(normalize(value))


def _matching(pattern: re.Pattern[str], words: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise malformed(words)
        return value

    return AfterValidator(check)


Web = Annotated[Text, AfterValidator(_web)]
Method = Literal["GET", "POST"]
Said = Annotated[Flag, BeforeValidator(_said)]
"""A boolean written in a form or a query."""
Name = Annotated[Text, Len(0, 64)]
Size = Annotated[
    Omissible[Annotated[Decimal, Interval(ge=1, le=1000)]], documented("The default is 50, and the maximum is 1000")
]
Index = Annotated[Omissible[Annotated[Decimal, Interval(ge=0)]], documented("Minimum value is 0")]


class Form(Document):
    """What was sent, under the names that the API shows it by."""

    def changes(self) -> dict[str, Any]:
        """`VoiceUrl` as `voice_url`, and so on: what was sent and nothing else."""
        return {_WORD.sub("_", name).lower(): value for name, value in self.given().items()}


class Paged(Document):
    """The query that every list takes."""

    PageSize: Size = 50
    Page: Index = 0
    PageToken: Annotated[Omissible[Text], documented("The page token. This is provided by the API")] = None


class NumbersQuery(Paged):
    PhoneNumber: Annotated[
        Omissible[Text], documented("You can specify partial numbers and use '*' as a wildcard for any digit")
    ] = None
    FriendlyName: Annotated[Omissible[Text], documented("A string that identifies the resources to read")] = None
    Beta: Annotated[Omissible[Said], documented("Can be: true or false and the default is true")] = True
    Origin: Annotated[Omissible[Literal["twilio", "hosted"]], documented("Can be: twilio or hosted")] = None


class ApplicationsQuery(Paged):
    FriendlyName: Annotated[Omissible[Text], documented("The string that identifies the resources to read")] = None


class Handlers(Form):
    """The handlers that numbers and applications share."""

    FriendlyName: Annotated[Omissible[Name], documented("It can be up to 64 characters long")] = None
    VoiceUrl: Annotated[Omissible[Web], documented("The URL we call when the phone number receives a call")] = None
    VoiceMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    VoiceFallbackUrl: Annotated[Omissible[Web], documented("The URL we call when an error occurs")] = None
    VoiceFallbackMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    VoiceCallerIdLookup: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    StatusCallback: Annotated[Omissible[Web], documented("The URL we call to send status information")] = None
    StatusCallbackMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    SmsUrl: Annotated[Omissible[Web], documented("The URL we call when the number receives an SMS message")] = None
    SmsMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    SmsFallbackUrl: Annotated[Omissible[Web], documented("The URL that we call when an error occurs")] = None
    SmsFallbackMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None


class UpdateNumber(Handlers):
    """Only what is posted changes."""

    VoiceApplicationSid: Annotated[Omissible[Text], documented("Setting it deletes your trunk_sid and vice versa")] = (
        None
    )
    TrunkSid: Annotated[Omissible[Text], documented("Setting it deletes your voice_application_sid")] = None
    VoiceReceiveMode: Annotated[Omissible[Literal["voice", "fax"]], documented("Can be: voice or fax")] = None
    SmsApplicationSid: Annotated[Omissible[Text], assumed("kept as sent: messages are not emulated")] = None
    AddressSid: Annotated[Omissible[Text], assumed("kept as sent: addresses are not emulated")] = None
    IdentitySid: Annotated[Omissible[Text], assumed("kept as sent: identities are not emulated")] = None
    BundleSid: Annotated[Omissible[Text], assumed("kept as sent: bundles are not emulated")] = None
    EmergencyStatus: Annotated[Omissible[Literal["Active", "Inactive"]], documented("Active or Inactive")] = None
    EmergencyAddressSid: Annotated[Omissible[Text], assumed("kept as sent: addresses are not emulated")] = None


class BuyNumber(UpdateNumber):
    PhoneNumber: Annotated[
        Omissible[Annotated[Text, AfterValidator(_phone_number)]],
        documented("The phone number to purchase in E.164 format"),
    ] = None
    AreaCode: Annotated[
        Omissible[Annotated[Text, _matching(_AREA, "must be three digits")]],
        documented("The desired area code for your new phone number"),
    ] = None


class Application(Handlers):
    ApiVersion: Annotated[
        Omissible[Literal["2010-04-01", "2008-08-01"]], documented("Can be: 2010-04-01 or 2008-08-01")
    ] = None
    SmsStatusCallback: Annotated[Omissible[Web], documented("The URL we call with a POST method")] = None
    MessageStatusCallback: Annotated[Omissible[Web], documented("The URL we call using a POST method")] = None
    PublicApplicationConnectEnabled: Annotated[Omissible[Said], documented("Can be: true or false")] = None


class CreateTrunk(Form):
    FriendlyName: Annotated[Omissible[Name], documented("It can be up to 64 characters long")] = None
    DomainName: Annotated[
        Omissible[Annotated[Text, _matching(_DOMAIN, "must end with .pstn.twilio.com")]],
        documented("letters, digits, and - and must end with pstn.twilio.com"),
    ] = None
    DisasterRecoveryUrl: Annotated[Omissible[Web], documented("The URL we should call if an error occurs")] = None
    DisasterRecoveryMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    TransferMode: Annotated[
        Omissible[Literal["disable-all", "enable-all", "sip-only"]],
        documented("Can be: enable-all, sip-only and disable-all"),
    ] = None
    TransferCallerId: Annotated[
        Omissible[Literal["from-transferee", "from-transferor"]],
        documented("Can be: from-transferee (default) or from-transferor"),
    ] = None
    Secure: Annotated[Omissible[Said], documented("Whether Secure Trunking is enabled for the trunk")] = None
    CnamLookupEnabled: Annotated[Omissible[Said], documented("Whether CNAM lookup should be enabled")] = None


class CreateOriginationUrl(Form):
    """All of it is required."""

    Weight: Annotated[Decimal, Interval(ge=1, le=65535), documented("an integer from 1 to 65535, inclusive")]
    Priority: Annotated[Decimal, Interval(ge=0, le=65535), documented("an integer from 0 to 65535, inclusive")]
    Enabled: Annotated[Said, documented("Whether the URL is enabled")]
    FriendlyName: Annotated[Name, documented("It can be up to 64 characters long")]
    SipUrl: Annotated[
        Text,
        _matching(_SIP, "must be a sip: address"),
        documented("This must be a sip: schema. sips is NOT supported"),
    ]


class AttachNumber(Form):
    PhoneNumberSid: Annotated[Text, documented("The SID of the Incoming Phone Number to associate with the trunk")]


class AttachCredentials(Form):
    CredentialListSid: Annotated[Text, documented("The SID of the Credential List to associate with the trunk")]
