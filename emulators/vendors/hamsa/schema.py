"""Types the bodies and queries, in page order: add, then list, get, assign and unassign."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from annotated_types import Interval, MinLen
from pydantic import AfterValidator, ValidationInfo

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Decimal, Document, Omissible, Secret, Text, Uuid, e164, malformed
from emulators.vendors.hamsa.settings import E164_ONLY, SIP_TYPE

Type = Literal["TWILIO", "SIP"]
NotEmpty = Annotated[Text, MinLen(1)]


def _number(value: str, info: ValidationInfo) -> str:
    return e164(value) if E164_ONLY.read(info) else value


def _addable(value: str, info: ValidationInfo) -> str:
    """Returns the type of a number that is added. Raises the error of `malformed` for SIP where the setting has none."""
    if value == "SIP" and not SIP_TYPE.read(info):
        raise malformed("must be 'TWILIO'")
    return value


PhoneNumber = Annotated[NotEmpty, AfterValidator(_number)]


class SipOutboundConfigs(Document):
    """Where calls out of a SIP number go. The names are those of the response: no stored page shows the request's."""

    address: Annotated[
        Omissible[NotEmpty], assumed("assign-phone-number, of the answer: sipOutboundConfigs.address, minimum length 1")
    ] = None
    transportType: Annotated[
        Omissible[Literal["TCP", "UDP"]], assumed("assign-phone-number, of the answer: transportType, enum TCP and UDP")
    ] = None
    customHeaders: Annotated[
        Omissible[dict[str, Any]], assumed("phone-numbers/introduction: custom headers; the sample prints an object")
    ] = None


class AddPhoneNumber(Document):
    """The body of add: option 1, TWILIO, as on the page; option 2, SIP, by its response."""

    type: Annotated[
        Omissible[Annotated[Type, AfterValidator(_addable)]],
        documented("Available options: TWILIO"),
        inferred("assign-phone-number: type is TWILIO or SIP; add-phone-number has a second option"),
    ] = "TWILIO"
    phoneNumber: Annotated[PhoneNumber, documented("phoneNumber string required Minimum string length: 1")]
    label: Annotated[NotEmpty, documented("label string required Minimum string length: 1")]
    twilioAccountSid: Annotated[
        Omissible[NotEmpty], documented("twilioAccountSid string required Minimum string length: 1")
    ] = None
    twilioAuthToken: Annotated[
        Omissible[NotEmpty], Secret, documented("twilioAuthToken string required Minimum string length: 1")
    ] = None
    sipOutboundConfigs: Annotated[
        Omissible[SipOutboundConfigs], assumed("Option 2 of the body is not stored; named after its response")
    ] = None
    username: Annotated[
        Omissible[Text], assumed("phone-numbers/introduction has SIP authentication; the name of the field is ours")
    ] = None
    password: Annotated[
        Omissible[Text],
        Secret,
        assumed("phone-numbers/introduction has SIP authentication; the name of the field is ours"),
    ] = None


class ListPhoneNumbers(Document):
    """The query of the list. `skip` is a page number, the first of which is 1."""

    voiceAgentId: Annotated[Omissible[Uuid], documented("list-phone-numbers: voiceAgentId, a UUID")] = None
    skip: Annotated[
        Annotated[Decimal, Interval(ge=1)], documented("list-phone-numbers: skip, the page number, default '1'")
    ] = 1
    take: Annotated[
        Annotated[Decimal, Interval(ge=1)], documented("list-phone-numbers: take, the page size, default '10'")
    ] = 10
    provider: Annotated[Omissible[Type], documented("list-phone-numbers: provider, TWILIO or SIP")] = None


class GetPhoneNumber(Document):
    """The query of get."""

    pid: Annotated[Uuid, assumed("a connector's reference names it, without saying where it goes")]


class AssignPhoneNumber(Document):
    """The body of assign."""

    voiceAgentId: Annotated[Uuid, documented("assign-phone-number: voiceAgentId, a UUID, required")]
    phoneNumber: Annotated[
        PhoneNumber,
        documented("assign-phone-number: Phone number to assign to voice agent"),
        assumed("it is not called required, but nothing can be done without it"),
    ]


class UnassignPhoneNumber(Document):
    """The body of unassign."""

    phoneNumber: Annotated[
        PhoneNumber,
        documented("unassign-phone-number: phoneNumber string"),
        assumed("it is not called required, but nothing can be done without it"),
    ]
