"""Types the bodies of `POST /phone-numbers` and `PATCH /phone-numbers/{id}`: the same fields and limits, in page
order."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Literal

from annotated_types import Interval, Len, MinLen
from pydantic import AfterValidator, ValidationInfo

from emulators.core.provenance import assumed, documented
from emulators.core.schema import Document, Integer, Omissible, Secret, Text, Uuid, e164, malformed
from emulators.vendors.chorus.settings import E164_ONLY, SIP_IP_LITERAL

Provider = Literal["twilio", "sip", "voximplant", "jambonz"]
SipMode = Literal["registration", "ip_allowlist"]
Transport = Literal["udp", "tcp", "tls"]


def _number(value: str, info: ValidationInfo) -> str:
    return e164(value) if E164_ONLY.read(info) else value


def _address(value: str, info: ValidationInfo) -> str:
    if SIP_IP_LITERAL.read(info):
        try:
            ipaddress.ip_address(value)
        except ValueError:
            raise malformed("must be an IP address") from None
    return value


NotEmpty = Annotated[Text, MinLen(1), assumed("an empty string counts as missing")]
PhoneNumber = Annotated[
    Text,
    Len(1, 32),
    AfterValidator(_number),
    assumed("a plain string on the page: any that is not empty, 32 long at the most"),
]


class UpdatePhoneNumber(Document):
    """The body of a change: everything is optional, nothing has a default, and what is left out stays as it is."""

    name: Annotated[Omissible[Text], documented("name?string")] = None
    number: Annotated[Omissible[PhoneNumber], documented("numberstring")] = None
    provider: Annotated[Omissible[Provider], documented('Value in"twilio" | "sip" | "voximplant" | "jambonz"')] = None
    sipMode: Annotated[Omissible[SipMode], documented('Value in"registration" | "ip_allowlist"')] = None
    agentId: Annotated[Uuid | None, documented("agentId?string|null Formatuuid")] = None
    twilioAccountSid: Annotated[Omissible[NotEmpty], documented("twilioAccountSid?string")] = None
    twilioAuthToken: Annotated[Omissible[NotEmpty], Secret, documented("twilioAuthToken?string")] = None
    sipUsername: Annotated[Omissible[Annotated[NotEmpty, Len(1, 60)]], documented("Lengthlength <= 60")] = None
    sipPassword: Annotated[Omissible[NotEmpty], Secret, documented("sipPassword?string")] = None
    sipProxy: Annotated[Omissible[Annotated[NotEmpty, Len(1, 100)]], documented("Lengthlength <= 100")] = None
    sipOutboundProxy: Annotated[Annotated[Text, Len(0, 100)] | None, documented("string|null Lengthlength <= 100")] = (
        None
    )
    sipAuthUser: Annotated[Annotated[Text, Len(0, 60)] | None, documented("string|null Lengthlength <= 60")] = None
    sipIp: Annotated[
        Omissible[Annotated[NotEmpty, Len(1, 255), AfterValidator(_address)]], documented("Lengthlength <= 255")
    ] = None
    sipPort: Annotated[
        Omissible[Annotated[Integer, Interval(ge=1, le=65535)]], documented("Range1 <= value <= 65535")
    ] = None
    sipProtocol: Annotated[Omissible[Transport], documented('Value in"udp" | "tcp" | "tls"')] = None
    sipRegisterTransport: Annotated[Omissible[Transport], documented('Value in"udp" | "tcp" | "tls"')] = None
    metadata: Annotated[Any, assumed("no type on the page: any JSON value")] = None


class CreatePhoneNumber(UpdatePhoneNumber):
    """The body of a registration: `number` is required, and the page's defaults hold."""

    number: Annotated[PhoneNumber, documented("numberstring")]
    provider: Annotated[Omissible[Provider], documented('Default"twilio"')] = "twilio"
    sipMode: Annotated[Omissible[SipMode], documented('Default"registration"')] = "registration"
    sipPort: Annotated[Omissible[Annotated[Integer, Interval(ge=1, le=65535)]], documented("Default5060")] = 5060
    sipProtocol: Annotated[Omissible[Transport], documented('Default"udp"')] = "udp"
    sipRegisterTransport: Annotated[Omissible[Transport], documented('Default"udp"')] = "udp"


class PhoneNumberId(Document):
    """The path of `PATCH /phone-numbers/{id}`."""

    id: Annotated[Uuid, documented("updatePhoneNumber: path id, format uuid")]
