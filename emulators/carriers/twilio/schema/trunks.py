"""SIP trunks, the places where their incoming calls go, and what is attached to them."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from emulators.carriers.twilio.schema.values import Form, Method, Name, Said, Web, matching
from emulators.core.provenance import documented
from emulators.core.schema import Decimal, Omissible, Text

FromOne = Annotated[Decimal, Interval(ge=1, le=65535)]
FromZero = Annotated[Decimal, Interval(ge=0, le=65535)]
SipAddress = Annotated[Text, matching(r"sip:[^\s]+", "must be a sip: address")]


class TrunkFields(Form):
    """The fields of a trunk, all of which may be left out. An update changes what is posted."""

    FriendlyName: Annotated[Omissible[Name], documented("It can be up to 64 characters long")] = None
    DomainName: Annotated[
        Omissible[Annotated[Text, matching(r"[A-Za-z0-9-]+\.pstn\.twilio\.com", "must end with .pstn.twilio.com")]],
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
    """The fields of a new origination URL, all of which are required."""

    Weight: Annotated[FromOne, documented("an integer from 1 to 65535, inclusive")]
    Priority: Annotated[FromZero, documented("an integer from 0 to 65535, inclusive")]
    Enabled: Annotated[Said, documented("Whether the URL is enabled")]
    FriendlyName: Annotated[Name, documented("It can be up to 64 characters long")]
    SipUrl: Annotated[SipAddress, documented("This must be a sip: schema. sips is NOT supported")]


class UpdateOriginationUrl(Form):
    """The fields of an origination URL that may be changed. Only what is posted changes."""

    Weight: Annotated[Omissible[FromOne], documented("an integer from 1 to 65535, inclusive")] = None
    Priority: Annotated[Omissible[FromZero], documented("an integer from 0 to 65535, inclusive")] = None
    Enabled: Annotated[Omissible[Said], documented("Whether the URL is enabled")] = None
    FriendlyName: Annotated[Omissible[Name], documented("It can be up to 64 characters long")] = None
    SipUrl: Annotated[Omissible[SipAddress], documented("This must be a sip: schema. sips is NOT supported")] = None


class AttachNumber(Form):
    """The number that is to be put on a trunk."""

    PhoneNumberSid: Annotated[Text, documented("The SID of the Incoming Phone Number to associate with the trunk")]


class AttachCredentials(Form):
    """The credential list that is to open a trunk."""

    CredentialListSid: Annotated[Text, documented("The SID of the Credential List to associate with the trunk")]


class AttachAddresses(Form):
    """The IP access control list that is to let its addresses in at a trunk."""

    IpAccessControlListSid: Annotated[Text, documented("The SID of the IP Access Control List")]
