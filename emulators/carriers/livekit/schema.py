"""The messages of the SIP service, by the names of `livekit_sip.proto`. Their types are checked where they are decoded."""

from __future__ import annotations

from typing import Annotated, Any

from emulators.core.provenance import documented
from emulators.core.schema import Document, Flag, Secret, Text

Texts = list[Text]
Map = dict[str, Text]
Enum = Any
"""A name, or a number where the name is not known: proto3 enums are open."""

Message = dict[str, Any]
PROTO = documented("protobufs/livekit_sip.proto")
MODELS = documented("protobufs/livekit_models.proto")


class Trunk(Document):
    """What trunks of both directions have."""

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


class Direct(Document):
    """Every call into one room."""

    room_name: Annotated[Text, PROTO] = ""
    pin: Annotated[Text, Secret, PROTO] = ""


class Individual(Document):
    """Each call into a room of its own, named after the caller."""

    room_prefix: Annotated[Text, PROTO] = ""
    pin: Annotated[Text, Secret, PROTO] = ""
    no_randomness: Annotated[Flag, PROTO] = False


class Callee(Document):
    """Into a room named after the number that was called."""

    room_prefix: Annotated[Text, PROTO] = ""
    pin: Annotated[Text, Secret, PROTO] = ""
    randomize: Annotated[Flag, PROTO] = False


class Rooms(Document):
    """SIPDispatchRule: one of three."""

    dispatch_rule_direct: Annotated[Direct | None, PROTO] = None
    dispatch_rule_individual: Annotated[Individual | None, PROTO] = None
    dispatch_rule_callee: Annotated[Callee | None, PROTO] = None


class FlatDispatchRule(Document):
    """The fields of CreateSIPDispatchRuleRequest beside `dispatch_rule`, deprecated."""

    rule: Annotated[Rooms | None, PROTO] = None
    trunk_ids: Annotated[Texts | None, PROTO] = None
    hide_phone_number: Annotated[Flag, PROTO] = False
    inbound_numbers: Annotated[Texts | None, PROTO] = None
    name: Annotated[Text, PROTO] = ""
    metadata: Annotated[Text, PROTO] = ""
    attributes: Annotated[Map | None, PROTO] = None
    room_preset: Annotated[Text, PROTO] = ""
    room_config: Annotated[Message | None, PROTO] = None


class DispatchRule(FlatDispatchRule):
    """SIPDispatchRuleInfo."""

    sip_dispatch_rule_id: Annotated[Text, PROTO] = ""
    numbers: Annotated[Texts | None, PROTO] = None
    media: Annotated[Message | None, PROTO] = None
    krisp_enabled: Annotated[Flag, PROTO] = False
    media_encryption: Annotated[Enum, PROTO] = None


class ListUpdate(Document):
    """Either a new list, or changes to the old one, or none left."""

    set: Annotated[Texts | None, MODELS] = None
    add: Annotated[Texts | None, MODELS] = None
    remove: Annotated[Texts | None, MODELS] = None
    clear: Annotated[Flag, MODELS] = False


class TrunkUpdate(Document):
    """What an update of a trunk of either direction may change. A field that is not there stays as it is."""

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


class DispatchRuleUpdate(Document):
    """SIPDispatchRuleUpdate. An attribute set to an empty string is removed."""

    trunk_ids: Annotated[ListUpdate | None, PROTO] = None
    rule: Annotated[Rooms | None, PROTO] = None
    name: Annotated[Text | None, PROTO] = None
    metadata: Annotated[Text | None, PROTO] = None
    attributes: Annotated[Map | None, PROTO] = None
    media_encryption: Annotated[Enum, PROTO] = None
    media: Annotated[Message | None, PROTO] = None


class CreateInboundTrunk(Document):
    trunk: Annotated[InboundTrunk | None, PROTO] = None


class CreateOutboundTrunk(Document):
    trunk: Annotated[OutboundTrunk | None, PROTO] = None


class CreateDispatchRule(FlatDispatchRule):
    dispatch_rule: Annotated[DispatchRule | None, PROTO] = None


class UpdateInboundTrunk(Document):
    sip_trunk_id: Annotated[Text, PROTO] = ""
    replace: Annotated[InboundTrunk | None, PROTO] = None
    update: Annotated[InboundTrunkUpdate | None, PROTO] = None


class UpdateOutboundTrunk(Document):
    sip_trunk_id: Annotated[Text, PROTO] = ""
    replace: Annotated[OutboundTrunk | None, PROTO] = None
    update: Annotated[OutboundTrunkUpdate | None, PROTO] = None


class UpdateDispatchRule(Document):
    sip_dispatch_rule_id: Annotated[Text, PROTO] = ""
    replace: Annotated[DispatchRule | None, PROTO] = None
    update: Annotated[DispatchRuleUpdate | None, PROTO] = None


class TrunkId(Document):
    """GetSIPInboundTrunkRequest, GetSIPOutboundTrunkRequest and DeleteSIPTrunkRequest."""

    sip_trunk_id: Annotated[Text, PROTO] = ""


class DispatchRuleId(Document):
    """DeleteSIPDispatchRuleRequest."""

    sip_dispatch_rule_id: Annotated[Text, PROTO] = ""


class Page(Document):
    """Pagination: ids greater than `after_id`, and no more than `limit`; 0 means all."""

    after_id: Annotated[Text, MODELS] = ""
    limit: Annotated[int, MODELS] = 0


class ListTrunks(Document):
    """ListSIPInboundTrunkRequest and ListSIPOutboundTrunkRequest."""

    page: Annotated[Page | None, PROTO] = None
    trunk_ids: Annotated[Texts | None, PROTO] = None
    numbers: Annotated[Texts | None, PROTO] = None


class ListDispatchRules(Document):
    """ListSIPDispatchRuleRequest."""

    page: Annotated[Page | None, PROTO] = None
    dispatch_rule_ids: Annotated[Texts | None, PROTO] = None
    trunk_ids: Annotated[Texts | None, PROTO] = None
