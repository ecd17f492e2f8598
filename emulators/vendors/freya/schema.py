"""Types the bodies of create and bulk update. `config` is the response's tree, which the update page shows as input."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from annotated_types import Interval, Len, MinLen
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    SerializeAsAny,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Document, Flag, Integer, Omissible, Secret, Text, Uuid, fold_uuid, malformed, uuid
from emulators.vendors.freya.settings import BULK_LIMIT, CONFIG_FIELDS, LEGACY_AGENT_IDS


def _agent(value: str, info: ValidationInfo) -> str:
    return fold_uuid(value) if LEGACY_AGENT_IDS.read(info) else uuid(value)


def _not_too_many(value: Any, info: ValidationInfo) -> Any:
    most = BULK_LIMIT.read(info)
    if isinstance(value, list) and len(value) > most:
        raise malformed(f"must have at most {most} items")
    return value


AgentId = Annotated[Text, MinLen(1), AfterValidator(_agent)]
Number = Annotated[Text, Len(3, 20)]


class Capabilities(Document):
    """What the number can do."""

    voice: Annotated[Omissible[Text], inferred('update-phone-numbers: "voice": "<string>"')] = None
    sms: Annotated[Omissible[Flag], inferred('update-phone-numbers: "sms": true')] = None


class SipInbound(Document):
    """Whether calls come in over SIP."""

    enabled: Annotated[Omissible[Flag], inferred('update-phone-numbers: "sipInbound": {"enabled": true}')] = None


class Header(Document):
    """One SIP header that is sent with calls out."""

    key: Annotated[
        Text, inferred('update-phone-numbers: "key": "<string>"'), assumed("required, as half a header is none")
    ]
    value: Annotated[
        Text, inferred('update-phone-numbers: "value": "<string>"'), assumed("required, as half a header is none")
    ]


class SipOutbound(Document):
    """Where calls out go over SIP."""

    enabled: Annotated[Omissible[Flag], inferred('update-phone-numbers: "sipOutbound": {"enabled": true}')] = None
    endpoint: Annotated[Omissible[Text], inferred('update-phone-numbers: "endpoint": "<string>"')] = None
    port: Annotated[
        Omissible[Annotated[Integer, Interval(ge=1, le=65535)]],
        inferred('update-phone-numbers: "port": 123'),
        assumed("no range is printed: what a port can be"),
    ] = None
    username: Annotated[Omissible[Text], inferred('update-phone-numbers: "username": "<string>"')] = None
    password: Annotated[Omissible[Text], Secret, inferred('update-phone-numbers: "password": "<string>"')] = None
    fromDomain: Annotated[Omissible[Text], inferred('the sample answer: "fromDomain": "<string>"')] = None
    transportProtocol: Annotated[
        Omissible[Literal["UDP", "TCP", "TLS"]],
        inferred('update-phone-numbers: "transportProtocol": "UDP"'),
        assumed("only UDP is visible: TCP and TLS are what SIP has beside it"),
    ] = None
    secureMedia: Annotated[Omissible[Flag], inferred('update-phone-numbers: "secureMedia": true')] = None
    headers: Annotated[
        Omissible[list[Header]], inferred('update-phone-numbers: "headers": [{"key": "<string>", "value": "<string>"}]')
    ] = None


class Config(Document):
    """The configuration of a number. The page does not unfold it: its tree is that of the update page and of the answer."""

    capabilities: Annotated[
        Omissible[Capabilities], inferred('update-phone-numbers: "capabilities": {"voice": "<string>", "sms": true}')
    ] = None
    voiceConfig: Annotated[Omissible[Text], inferred('update-phone-numbers: "voiceConfig": "<string>"')] = None
    messagingConfig: Annotated[Omissible[Text], inferred('update-phone-numbers: "messagingConfig": "<string>"')] = None
    emergencyCalls: Annotated[Omissible[Flag], inferred('update-phone-numbers: "emergencyCalls": true')] = None
    inboundAgentId: Annotated[
        Omissible[AgentId],
        documented('"inboundAgentId": "550e8400-e29b-41d4-a716-446655440002"'),
        inferred("a UUID in the sample; the older generation took any string"),
    ] = None
    outboundAgentId: Annotated[
        Omissible[AgentId],
        documented('"outboundAgentId": "550e8400-e29b-41d4-a716-446655440003"'),
        inferred("a UUID in the sample; the older generation took any string"),
    ] = None
    originationUri: Annotated[Omissible[Text], inferred('update-phone-numbers: "originationUri": "<string>"')] = None
    sipInbound: Annotated[Omissible[SipInbound], inferred('update-phone-numbers: "sipInbound": {...}')] = None
    sipOutbound: Annotated[Omissible[SipOutbound], inferred('update-phone-numbers: "sipOutbound": {...}')] = None


class AnyConfig(Config):
    """A configuration as it comes: any fields, of any type."""

    model_config = ConfigDict(extra="allow")

    capabilities: Any = None
    voiceConfig: Any = None
    messagingConfig: Any = None
    emergencyCalls: Any = None
    inboundAgentId: Any = None
    outboundAgentId: Any = None
    originationUri: Any = None
    sipInbound: Any = None
    sipOutbound: Any = None


def _config(value: object, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Config:
    """Returns the configuration, held to its tree or taken as it comes, as the setting says."""
    if CONFIG_FIELDS.read(info) == "any" and isinstance(value, dict):
        return AnyConfig.model_validate(value)
    checked: Config = check(value)
    return checked


AsConfigured = Annotated[SerializeAsAny[Config], WrapValidator(_config)]


class CreatePhoneNumber(Document):
    """The body of `POST /phone-numbers`."""

    number: Annotated[Number, documented("number string required Required string length: 3 - 20")]
    workspaceId: Annotated[Uuid, documented("workspaceId string<uuid> required")]
    userId: Annotated[Uuid, documented("userId string<uuid> required")]
    friendlyName: Annotated[Omissible[Text], documented("friendlyName string")] = None
    config: Annotated[Omissible[AsConfigured], documented("config object")] = None


class ChangedPhoneNumber(Document):
    """One number of a bulk update; what is left out stays as it is."""

    id: Annotated[Annotated[Text, AfterValidator(fold_uuid)], inferred("update-phone-numbers: phoneNumbers[].id")]
    number: Annotated[
        Omissible[Number], inferred("update-phone-numbers: phoneNumbers[].number; its limits are create's")
    ] = None
    friendlyName: Annotated[Omissible[Text], inferred("update-phone-numbers: phoneNumbers[].friendlyName")] = None
    config: Annotated[Omissible[AsConfigured], inferred("update-phone-numbers: phoneNumbers[].config")] = None


class UpdatePhoneNumbers(Document):
    """The body of `PUT /phone-numbers`."""

    workspaceId: Annotated[Uuid, inferred("update-phone-numbers: workspaceId, a UUID")]
    phoneNumbers: Annotated[
        list[ChangedPhoneNumber],
        MinLen(1),
        BeforeValidator(_not_too_many),
        inferred("update-phone-numbers: phoneNumbers, an array"),
        assumed("an empty one asks for nothing"),
    ]
