"""Calls: one that is dialled, and the commands that one is given."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from annotated_types import Interval, MaxLen, MinLen
from pydantic import AfterValidator, Field

from emulators.carriers.telnyx.schema.values import DOCUMENT, Url
from emulators.core.provenance import assumed, documented
from emulators.core.schema import E164, Document, Flag, Integer, Omissible, Secret, Text, malformed

_PLACE = re.compile(r"\+[1-9][0-9]{1,14}|sips?:.+")

Track = Literal["inbound_track", "outbound_track", "both_tracks"]
Timeout = Annotated[
    Integer, Interval(ge=1, le=2**31 - 1), assumed("no bounds are known: a second, and what 32 bits hold")
]


def _places(value: Any) -> Any:
    places = value if isinstance(value, list) and value else [value]
    if not all(isinstance(each, str) and _PLACE.fullmatch(each) for each in places):
        raise malformed("must be an E.164 number or a SIP URI, or a list of them")
    return value


Places = Annotated[Any, AfterValidator(_places)]


class CallControlId(Document):
    """The path of one call."""

    call_control_id: Annotated[Text, DOCUMENT]


class Command(Document):
    """What every command takes."""

    client_state: Annotated[Omissible[Text], DOCUMENT] = None
    command_id: Annotated[Omissible[Text], DOCUMENT] = None


class Webhooks(Command):
    """Where events are sent instead, which is not emulated."""

    webhook_url: Annotated[Omissible[Url], DOCUMENT] = None
    webhook_url_method: Annotated[Omissible[Literal["GET", "POST"]], DOCUMENT] = None


class Streamed(Webhooks):
    """Where audio is sent, which is not emulated."""

    stream_url: Annotated[Omissible[Text], DOCUMENT] = None
    stream_track: Annotated[Omissible[Track], DOCUMENT] = None


class Dial(Streamed):
    """A call that goes out."""

    connection_id: Annotated[Text, MinLen(1), documented("connection_id, required")]
    to: Annotated[Places, documented("to, required: DID or SIP URI to dial out to, or an array of them")]
    from_: Annotated[E164, documented("from, required: The number should be in +E164 format.")] = Field(alias="from")
    from_display_name: Annotated[Omissible[Annotated[Text, MaxLen(128)]], documented("maximum of 128 characters")] = (
        None
    )
    timeout_secs: Annotated[Omissible[Timeout], DOCUMENT] = None
    time_limit_secs: Annotated[Omissible[Annotated[Integer, Interval(ge=30, le=14400)]], DOCUMENT] = None
    audio_url: Annotated[Omissible[Text], DOCUMENT] = None
    privacy: Annotated[Omissible[Literal["id", "none"]], DOCUMENT] = None


class Answer(Streamed):
    """Answers a call that comes in."""

    send_silence_when_idle: Annotated[Omissible[Flag], DOCUMENT] = None


class Reject(Command):
    """Refuses a call that comes in."""

    cause: Annotated[Literal["CALL_REJECTED", "USER_BUSY"], DOCUMENT]


class Transfer(Webhooks):
    """Sends a call elsewhere."""

    to: Annotated[Places, documented("to, required: The DID or SIP URI to dial out to.")]
    from_: Annotated[Omissible[E164], DOCUMENT] = Field(None, alias="from")
    timeout_secs: Annotated[Omissible[Timeout], DOCUMENT] = None
    target_leg_client_state: Annotated[Omissible[Text], DOCUMENT] = None


class Speak(Command):
    """Says a text."""

    payload: Annotated[
        Text, Field(min_length=1, max_length=3000), documented("payload, required; There is a 3,000 character limit.")
    ]
    voice: Annotated[Text, MinLen(1), documented("voice, required")]
    payload_type: Annotated[Omissible[Literal["text", "ssml"]], DOCUMENT] = None
    service_level: Annotated[Omissible[Literal["basic", "premium"]], DOCUMENT] = None
    target_legs: Annotated[Omissible[Literal["self", "opposite", "both"]], DOCUMENT] = None


class StartStreaming(Command):
    """Sends audio to a WebSocket."""

    stream_url: Annotated[Omissible[Text], DOCUMENT] = None
    stream_track: Annotated[Omissible[Track], DOCUMENT] = None
    stream_auth_token: Annotated[Omissible[Annotated[Text, MaxLen(4000)]], Secret, DOCUMENT] = None
