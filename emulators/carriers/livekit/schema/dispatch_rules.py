"""Dispatch rules: made, replaced, changed, deleted by their id."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.livekit.schema.list_update import ListUpdate
from emulators.carriers.livekit.schema.values import PROTO, Enum, Map, Message, Texts
from emulators.core.schema import Document, Flag, Secret, Text


class Direct(Document):
    """A rule that sends every call into one room."""

    room_name: Annotated[Text, PROTO] = ""
    pin: Annotated[Text, Secret, PROTO] = ""


class Individual(Document):
    """A rule that sends each call into a room of its own, named after the caller."""

    room_prefix: Annotated[Text, PROTO] = ""
    pin: Annotated[Text, Secret, PROTO] = ""
    no_randomness: Annotated[Flag, PROTO] = False


class Callee(Document):
    """A rule that sends a call into a room named after the number that was called."""

    room_prefix: Annotated[Text, PROTO] = ""
    pin: Annotated[Text, Secret, PROTO] = ""
    randomize: Annotated[Flag, PROTO] = False


class RoomRule(Document):
    """SIPDispatchRule: one of three ways to a room."""

    dispatch_rule_direct: Annotated[Direct | None, PROTO] = None
    dispatch_rule_individual: Annotated[Individual | None, PROTO] = None
    dispatch_rule_callee: Annotated[Callee | None, PROTO] = None


class FlatDispatchRule(Document):
    """The fields of CreateSIPDispatchRuleRequest beside `dispatch_rule`, deprecated."""

    rule: Annotated[RoomRule | None, PROTO] = None
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


class DispatchRuleUpdate(Document):
    """SIPDispatchRuleUpdate. An attribute set to an empty string is removed."""

    trunk_ids: Annotated[ListUpdate | None, PROTO] = None
    rule: Annotated[RoomRule | None, PROTO] = None
    name: Annotated[Text | None, PROTO] = None
    metadata: Annotated[Text | None, PROTO] = None
    attributes: Annotated[Map | None, PROTO] = None
    media_encryption: Annotated[Enum, PROTO] = None
    media: Annotated[Message | None, PROTO] = None


class CreateDispatchRule(FlatDispatchRule):
    """CreateSIPDispatchRuleRequest."""

    dispatch_rule: Annotated[DispatchRule | None, PROTO] = None


class UpdateDispatchRule(Document):
    """UpdateSIPDispatchRuleRequest: a rule in place of the old one, or changes to it."""

    sip_dispatch_rule_id: Annotated[Text, PROTO] = ""
    replace: Annotated[DispatchRule | None, PROTO] = None
    update: Annotated[DispatchRuleUpdate | None, PROTO] = None


class DispatchRuleId(Document):
    """DeleteSIPDispatchRuleRequest."""

    sip_dispatch_rule_id: Annotated[Text, PROTO] = ""
