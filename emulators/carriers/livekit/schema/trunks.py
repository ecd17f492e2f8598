"""Trunks of both directions: made, replaced, changed, asked for by their id."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.livekit.schema.list_update import ListUpdate
from emulators.carriers.livekit.schema.values import PROTO, Enum, Map, Message, Texts
from emulators.core.provenance import documented
from emulators.core.schema import Document, Flag, Secret, Text


class Trunk(Document):
    """The fields that trunks of both directions have."""

    sip_trunk_id: Annotated[Text, PROTO] = ""
    name: Annotated[Text, PROTO] = ""
    metadata: Annotated[Text, PROTO] = ""
    numbers: Annotated[Texts | None, PROTO] = None
    auth_username: Annotated[Text, PROTO] = ""
    auth_password: Annotated[Text, Secret, PROTO] = ""
    headers: Annotated[Map | None, PROTO] = None
    headers_to_attributes: Annotated[Map | None, PROTO] = None
    attributes_to_headers: Annotated[Map | None, PROTO] = None
    include_headers: Annotated[Enum, PROTO] = None
    media_encryption: Annotated[Enum, documented("livekit_sip.proto: SIPMediaEncryption, deprecated for media")] = None
    media: Annotated[Message | None, PROTO] = None


class InboundTrunk(Trunk):
    """SIPInboundTrunkInfo."""

    allowed_addresses: Annotated[Texts | None, PROTO] = None
    allowed_numbers: Annotated[Texts | None, PROTO] = None
    auth_realm: Annotated[Text, PROTO] = ""
    ringing_timeout: Annotated[Text | None, PROTO] = None
    ringing_timeout_status: Annotated[Enum, PROTO] = None
    max_call_duration: Annotated[Text | None, PROTO] = None
    krisp_enabled: Annotated[Flag, PROTO] = False


class OutboundTrunk(Trunk):
    """SIPOutboundTrunkInfo."""

    address: Annotated[Text, PROTO] = ""
    destination_country: Annotated[Text, PROTO] = ""
    transport: Annotated[Enum, PROTO] = None
    from_host: Annotated[Text, PROTO] = ""


class TrunkUpdate(Document):
    """The fields that an update of either direction may change. A field that is not there stays as it is."""

    numbers: Annotated[ListUpdate | None, PROTO] = None
    auth_username: Annotated[Text | None, PROTO] = None
    auth_password: Annotated[Text | None, Secret, PROTO] = None
    name: Annotated[Text | None, PROTO] = None
    metadata: Annotated[Text | None, PROTO] = None
    media_encryption: Annotated[Enum, PROTO] = None
    media: Annotated[Message | None, PROTO] = None


class InboundTrunkUpdate(TrunkUpdate):
    """SIPInboundTrunkUpdate."""

    allowed_addresses: Annotated[ListUpdate | None, PROTO] = None
    allowed_numbers: Annotated[ListUpdate | None, PROTO] = None
    auth_realm: Annotated[Text | None, PROTO] = None


class OutboundTrunkUpdate(TrunkUpdate):
    """SIPOutboundTrunkUpdate."""

    address: Annotated[Text | None, PROTO] = None
    transport: Annotated[Enum, PROTO] = None
    destination_country: Annotated[Text | None, PROTO] = None
    from_host: Annotated[Text | None, PROTO] = None


class CreateInboundTrunk(Document):
    """CreateSIPInboundTrunkRequest."""

    trunk: Annotated[InboundTrunk | None, PROTO] = None


class CreateOutboundTrunk(Document):
    """CreateSIPOutboundTrunkRequest."""

    trunk: Annotated[OutboundTrunk | None, PROTO] = None


class UpdateInboundTrunk(Document):
    """UpdateSIPInboundTrunkRequest: a trunk in place of the old one, or changes to it."""

    sip_trunk_id: Annotated[Text, PROTO] = ""
    replace: Annotated[InboundTrunk | None, PROTO] = None
    update: Annotated[InboundTrunkUpdate | None, PROTO] = None


class UpdateOutboundTrunk(Document):
    """UpdateSIPOutboundTrunkRequest: a trunk in place of the old one, or changes to it."""

    sip_trunk_id: Annotated[Text, PROTO] = ""
    replace: Annotated[OutboundTrunk | None, PROTO] = None
    update: Annotated[OutboundTrunkUpdate | None, PROTO] = None


class TrunkId(Document):
    """GetSIPInboundTrunkRequest, GetSIPOutboundTrunkRequest and DeleteSIPTrunkRequest."""

    sip_trunk_id: Annotated[Text, PROTO] = ""
