"""Types the bodies of create and bulk update. `config` is the response's tree, which the update page shows as input."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval, Len, MinLen
from pydantic import AfterValidator, ValidationInfo

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Document, Flag, Integer, Omissible, Secret, Text, Uuid, uuid
from emulators.vendors.freya.settings import LEGACY_AGENT_IDS


def _agent(value: str, info: ValidationInfo) -> str:
    return value if LEGACY_AGENT_IDS.read(info) else uuid(value)


AgentId = Annotated[Text, MinLen(1), AfterValidator(_agent)]
Number = Annotated[Text, Len(3, 20)]


class Capabilities(Document):
    """What the number can do."""

    voice: Annotated[Omissible[Text], documented('"voice": "<string>"')] = None
    sms: Annotated[Omissible[Flag], documented('"sms": true')] = None


class SipInbound(Document):
    """Whether calls come in over SIP."""

    enabled: Annotated[Omissible[Flag], documented('"sipInbound": {"enabled": true}')] = None


class Header(Document):
    """One SIP header that is sent with calls out."""

    key: Annotated[Text, documented('"key": "<string>"'), assumed("required, as half a header is none")]
    value: Annotated[Text, documented('"value": "<string>"'), assumed("required, as half a header is none")]


class SipOutbound(Document):
    """Where calls out go over SIP."""

    enabled: Annotated[Omissible[Flag], documented('"sipOutbound": {"enabled": true}')] = None
    endpoint: Annotated[Omissible[Text], documented('"endpoint": "<string>"')] = None
    port: Annotated[
        Omissible[Annotated[Integer, Interval(ge=1, le=65535)]],
        documented('"port": 123'),
        assumed("no range is printed: what a port can be"),
    ] = None
    username: Annotated[Omissible[Text], documented('"username": "<string>"')] = None
    password: Annotated[Omissible[Text], Secret, documented('"password": "<string>"')] = None
    fromDomain: Annotated[Omissible[Text], documented('"fromDomain": "<string>"')] = None
    transportProtocol: Annotated[
        Omissible[Literal["UDP", "TCP", "TLS"]],
        documented('"transportProtocol": "UDP"'),
        assumed("only UDP is visible: TCP and TLS are what SIP has beside it"),
    ] = None
    secureMedia: Annotated[Omissible[Flag], documented('"secureMedia": true')] = None
    headers: Annotated[Omissible[list[Header]], documented('"headers": [{"key": "<string>", "value": "<string>"}]')] = (
        None
    )


class Config(Document):
    """The configuration of a number."""

    capabilities: Annotated[
        Omissible[Capabilities], documented('"capabilities": {"voice": "<string>", "sms": true}')
    ] = None
    voiceConfig: Annotated[Omissible[Text], documented('"voiceConfig": "<string>"')] = None
    messagingConfig: Annotated[Omissible[Text], documented('"messagingConfig": "<string>"')] = None
    emergencyCalls: Annotated[Omissible[Flag], documented('"emergencyCalls": true')] = None
    inboundAgentId: Annotated[Omissible[AgentId], documented('"inboundAgentId": "550e8400-e29b-..."')] = None
    outboundAgentId: Annotated[Omissible[AgentId], documented('"outboundAgentId": "550e8400-e29b-..."')] = None
    originationUri: Annotated[Omissible[Text], documented('"originationUri": "<string>"')] = None
    sipInbound: Annotated[Omissible[SipInbound], documented('"sipInbound": {...}')] = None
    sipOutbound: Annotated[Omissible[SipOutbound], documented('"sipOutbound": {...}')] = None


class CreatePhoneNumber(Document):
    """The body of `POST /phone-numbers`."""

    number: Annotated[Number, documented("number string required Required string length: 3 - 20")]
    workspaceId: Annotated[Uuid, documented("workspaceId string<uuid> required")]
    userId: Annotated[Uuid, documented("userId string<uuid> required")]
    friendlyName: Annotated[Omissible[Text], documented("friendlyName string")] = None
    config: Annotated[Omissible[Config], documented("config object")] = None


class ChangedPhoneNumber(Document):
    """One number of a bulk update; what is left out stays as it is."""

    id: Annotated[Text, inferred("update-phone-numbers: phoneNumbers[].id")]
    number: Annotated[
        Omissible[Number], inferred("update-phone-numbers: phoneNumbers[].number; its limits are create's")
    ] = None
    friendlyName: Annotated[Omissible[Text], inferred("update-phone-numbers: phoneNumbers[].friendlyName")] = None
    config: Annotated[Omissible[Config], inferred("update-phone-numbers: phoneNumbers[].config")] = None


class UpdatePhoneNumbers(Document):
    """The body of `PUT /phone-numbers`."""

    workspaceId: Annotated[Uuid, inferred("update-phone-numbers: workspaceId, a UUID")]
    phoneNumbers: Annotated[
        list[ChangedPhoneNumber],
        MinLen(1),
        inferred("update-phone-numbers: phoneNumbers, an array"),
        assumed("an empty one asks for nothing"),
    ]
