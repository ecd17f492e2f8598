"""SIP participants: a call that is placed, and one that is transferred."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.livekit.schema.values import PROTO, Enum, Map, Message
from emulators.core.schema import Document, Flag, Secret, Text


class OutboundConfig(Document):
    """SIPOutboundConfig: a trunk for one call."""

    hostname: Annotated[Text, PROTO] = ""
    destination_country: Annotated[Text, PROTO] = ""
    transport: Annotated[Enum, PROTO] = None
    auth_username: Annotated[Text, PROTO] = ""
    auth_password: Annotated[Text, Secret, PROTO] = ""
    headers_to_attributes: Annotated[Map | None, PROTO] = None
    attributes_to_headers: Annotated[Map | None, PROTO] = None
    from_host: Annotated[Text, PROTO] = ""


class CreateParticipant(Document):
    """CreateSIPParticipantRequest."""

    sip_trunk_id: Annotated[Text, PROTO] = ""
    trunk: Annotated[OutboundConfig | None, PROTO] = None
    sip_request_uri: Annotated[Message | None, PROTO] = None
    sip_to_header: Annotated[Message | None, PROTO] = None
    sip_from_header: Annotated[Message | None, PROTO] = None
    sip_call_to: Annotated[Text, PROTO] = ""
    to_user_override: Annotated[Text, PROTO] = ""
    sip_number: Annotated[Text, PROTO] = ""
    room_name: Annotated[Text, PROTO] = ""
    participant_identity: Annotated[Text, PROTO] = ""
    participant_name: Annotated[Text, PROTO] = ""
    participant_metadata: Annotated[Text, PROTO] = ""
    participant_attributes: Annotated[Map | None, PROTO] = None
    dtmf: Annotated[Text, PROTO] = ""
    play_ringtone: Annotated[Flag, PROTO] = False
    play_dialtone: Annotated[Flag, PROTO] = False
    hide_phone_number: Annotated[Flag, PROTO] = False
    headers: Annotated[Map | None, PROTO] = None
    include_headers: Annotated[Enum, PROTO] = None
    ringing_timeout: Annotated[Text | None, PROTO] = None
    max_call_duration: Annotated[Text | None, PROTO] = None
    krisp_enabled: Annotated[Flag, PROTO] = False
    media_encryption: Annotated[Enum, PROTO] = None
    media: Annotated[Message | None, PROTO] = None
    wait_until_answered: Annotated[Flag, PROTO] = False
    display_name: Annotated[Text | None, PROTO] = None
    destination: Annotated[Message | None, PROTO] = None


class TransferParticipant(Document):
    """TransferSIPParticipantRequest."""

    participant_identity: Annotated[Text, PROTO] = ""
    room_name: Annotated[Text, PROTO] = ""
    transfer_to: Annotated[Text, PROTO] = ""
    play_dialtone: Annotated[Flag, PROTO] = False
    headers: Annotated[Map | None, PROTO] = None
    ringing_timeout: Annotated[Text | None, PROTO] = None
