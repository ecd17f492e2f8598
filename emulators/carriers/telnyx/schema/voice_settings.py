"""The voice settings of a number."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from emulators.carriers.telnyx.schema.values import TYPES, NumberOrNothing
from emulators.core.provenance import documented
from emulators.core.schema import Document, Flag, Omissible, Text, malformed

_CNAM = re.compile(r"[A-Za-z0-9 ]{0,15}")


def _cnam(value: str) -> str:
    if not _CNAM.fullmatch(value):
        raise malformed("must be letters, digits and spaces, 15 at the most")
    return value


class CallForwarding(Document):
    """Where calls to a number are forwarded."""

    call_forwarding_enabled: Annotated[Omissible[Flag], TYPES] = None
    forwards_to: Annotated[Omissible[NumberOrNothing], TYPES] = None
    forwarding_type: Annotated[Omissible[Literal["always", "on-failure"]], TYPES] = None


class CallRecording(Document):
    """Whether and how inbound calls are recorded."""

    inbound_call_recording_enabled: Annotated[Omissible[Flag], TYPES] = None
    inbound_call_recording_format: Annotated[Omissible[Literal["wav", "mp3"]], TYPES] = None
    inbound_call_recording_channels: Annotated[Omissible[Literal["single", "dual"]], TYPES] = None


class CnamListing(Document):
    """The name that is shown for outbound calls."""

    cnam_listing_enabled: Annotated[Omissible[Flag], TYPES] = None
    cnam_listing_details: Annotated[Omissible[Annotated[Text, AfterValidator(_cnam)]], TYPES] = None


class MediaFeatures(Document):
    """How audio and fax are carried."""

    rtp_auto_adjust_enabled: Annotated[Omissible[Flag], TYPES] = None
    accept_any_rtp_packets_enabled: Annotated[Omissible[Flag], TYPES] = None
    t38_fax_gateway_enabled: Annotated[Omissible[Flag], TYPES] = None


class UpdateVoiceSettings(Document):
    """The voice settings of a number; `connection_id` is none of them."""

    tech_prefix_enabled: Annotated[Omissible[Flag], documented("tech_prefix_enabled")] = None
    translated_number: Annotated[Omissible[Text], documented("translated_number")] = None
    caller_id_name_enabled: Annotated[Omissible[Flag], documented("caller_id_name_enabled")] = None
    inbound_call_screening: Annotated[
        Omissible[Literal["disabled", "reject_calls", "flag_calls"]], documented("inbound_call_screening")
    ] = None
    usage_payment_method: Annotated[
        Omissible[Literal["pay-per-minute", "channel"]], documented("usage_payment_method")
    ] = None
    call_forwarding: Annotated[Omissible[CallForwarding], documented("call_forwarding{}")] = None
    call_recording: Annotated[Omissible[CallRecording], documented("call_recording{}")] = None
    cnam_listing: Annotated[Omissible[CnamListing], documented("cnam_listing{}")] = None
    media_features: Annotated[Omissible[MediaFeatures], documented("media_features{}")] = None
