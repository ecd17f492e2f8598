"""Paths, queries and bodies of the endpoints that are served, by the names of the wire."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from annotated_types import Ge, Interval, MinLen
from pydantic import AfterValidator, Field

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Decimal, Document, Flag, Integer, Omissible, Text, e164, malformed

TYPES = inferred("the client's own types")
URL_WORDS = "must be a URL with a scheme, of 2000 characters at the most"
MAX_URL = 2000
_CNAM = re.compile(r"[A-Za-z0-9 ]{0,15}")


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        raise malformed(URL_WORDS) from None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(value) > MAX_URL:
        raise malformed(URL_WORDS)
    return value


def _three_digits(value: str) -> str:
    if sum(character.isdigit() for character in value) < 3:
        raise malformed("must have at least three digits")
    return value


def _e164_or_empty(value: str) -> str:
    return value and e164(value)


def _cnam(value: str) -> str:
    if not _CNAM.fullmatch(value):
        raise malformed("must be letters, digits and spaces, 15 at the most")
    return value


Url = Annotated[Text, AfterValidator(_url)]
Name = Annotated[Text, MinLen(1), assumed("an empty name is none")]
Pattern = Annotated[Text, MinLen(3)]
Count = Annotated[Integer, Interval(ge=0, le=2**31 - 1), assumed("no bounds are known: what 32 bits hold")]
Method = Literal["get", "post"]
Anchorsite = Literal[
    "Latency",
    "Chicago, IL",
    "Ashburn, VA",
    "San Jose, CA",
    "Sydney, Australia",
    "Amsterdam, Netherlands",
    "London, UK",
    "Toronto, Canada",
    "Vancouver, Canada",
    "Frankfurt, Germany",
    "Chennai, IN",
]
NumberStatus = Literal[
    "purchase-pending",
    "purchase-failed",
    "port-pending",
    "active",
    "deleted",
    "port-failed",
    "emergency-only",
    "ported-out",
    "port-out-pending",
]


class Id(Document):
    """The path of one resource."""

    id: Annotated[Text, documented("decimal strings")]


class Paging(Document):
    """What every list takes."""

    page_number: Annotated[Decimal, Ge(1), documented("page[number]")] = Field(1, alias="page[number]")
    page_size: Annotated[Decimal, Interval(ge=1, le=250), documented("page[size] up to 250, 20 in practice")] = Field(
        20, alias="page[size]"
    )


class ListNumbers(Paging):
    """The filters of the number list, all of which must match."""

    phone_number: Annotated[
        Omissible[Annotated[Text, AfterValidator(_three_digits)]], documented("at least three digits, partial")
    ] = Field(None, alias="filter[phone_number]")
    status: Annotated[Omissible[NumberStatus], documented("filter[status]")] = Field(None, alias="filter[status]")
    connection_id: Annotated[Omissible[Text], documented("filter[connection_id]")] = Field(
        None, alias="filter[connection_id]"
    )
    tag: Annotated[Omissible[Text], documented("filter[tag]")] = Field(None, alias="filter[tag]")
    without_tags: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[without_tags]")
    country_iso_alpha2: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[country_iso_alpha2]")
    customer_reference: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[customer_reference]")
    billing_group_id: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[billing_group_id]")
    emergency_address_id: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[emergency_address_id]")
    phone_number_type: Annotated[
        Omissible[Literal["local", "national", "toll_free", "mobile", "shared_cost"]], TYPES
    ] = Field(None, alias="filter[number_type][eq]")
    source: Annotated[Omissible[Literal["ported", "purchased"]], TYPES] = Field(None, alias="filter[source]")
    usage_payment_method: Annotated[Omissible[Literal["pay-per-minute", "channel"]], TYPES] = Field(
        None, alias="filter[voice.usage_payment_method]"
    )
    name_is: Annotated[Omissible[Text], TYPES] = Field(None, alias="filter[voice.connection_name][eq]")
    name_contains: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[voice.connection_name][contains]")
    name_starts: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[voice.connection_name][starts_with]")
    name_ends: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[voice.connection_name][ends_with]")
    sort: Annotated[
        Omissible[Literal["purchased_at", "phone_number", "connection_name", "usage_payment_method"]],
        documented("sort; without it by created_at, newest first"),
    ] = None


class UpdateNumber(Document):
    """What may be changed of a number. A null `connection_id` takes it off its connection."""

    connection_id: Annotated[Text | None, documented("connection_id; that null takes it off is our choice")] = None
    tags: Annotated[Omissible[list[Text]], documented("tags")] = None
    customer_reference: Annotated[Text | None, documented("customer_reference")] = None
    billing_group_id: Annotated[Text | None, documented("billing_group_id")] = None
    external_pin: Annotated[Text | None, documented("external_pin")] = None
    hd_voice_enabled: Annotated[Omissible[Flag], documented("hd_voice_enabled")] = None


class CallForwarding(Document):
    """Where calls to a number are forwarded."""

    call_forwarding_enabled: Annotated[Omissible[Flag], TYPES] = None
    forwards_to: Annotated[Omissible[Annotated[Text, AfterValidator(_e164_or_empty)]], TYPES] = None
    forwarding_type: Annotated[Omissible[Literal["always", "on-failure"]], TYPES] = None


class CallRecording(Document):
    """Whether and how calls in are recorded."""

    inbound_call_recording_enabled: Annotated[Omissible[Flag], TYPES] = None
    inbound_call_recording_format: Annotated[Omissible[Literal["wav", "mp3"]], TYPES] = None
    inbound_call_recording_channels: Annotated[Omissible[Literal["single", "dual"]], TYPES] = None


class CnamListing(Document):
    """The name shown for calls out."""

    cnam_listing_enabled: Annotated[Omissible[Flag], TYPES] = None
    cnam_listing_details: Annotated[Omissible[Annotated[Text, AfterValidator(_cnam)]], TYPES] = None


class MediaFeatures(Document):
    """RTP and fax."""

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


class Inbound(Document):
    """What an application does with calls in."""

    channel_limit: Annotated[Count | None, TYPES] = None
    shaken_stir_enabled: Annotated[Omissible[Flag], TYPES] = None
    sip_subdomain: Annotated[Text | None, TYPES] = None
    sip_subdomain_receive_settings: Annotated[Omissible[Literal["only_my_connections", "from_anyone"]], TYPES] = None


class Outbound(Document):
    """What an application does with calls out."""

    channel_limit: Annotated[Count | None, TYPES] = None
    outbound_voice_profile_id: Annotated[Text | None, TYPES] = None


class Application(Document):
    """What both kinds of application take."""

    active: Annotated[Omissible[Flag], documented("active")] = None
    anchorsite_override: Annotated[Omissible[Anchorsite], documented("anchorsite_override")] = None
    dtmf_type: Annotated[Omissible[Literal["RFC 2833", "Inband", "SIP INFO"]], TYPES] = None
    call_cost_in_webhooks: Annotated[Omissible[Flag], TYPES] = None
    first_command_timeout: Annotated[Omissible[Flag], TYPES] = None
    first_command_timeout_secs: Annotated[Omissible[Count], TYPES] = None
    inbound: Annotated[Omissible[Inbound], documented("inbound{}")] = None
    outbound: Annotated[Omissible[Outbound], documented("outbound{}")] = None
    tags: Annotated[Omissible[list[Text]], TYPES] = None


class CallControlApplication(Application):
    """Creating and updating alike require the name and the URL."""

    application_name: Annotated[Name, documented("create/update require application_name")]
    webhook_event_url: Annotated[Url, documented("create/update require webhook_event_url")]
    webhook_event_failover_url: Annotated[Url | None, documented("webhook_event_failover_url")] = None
    webhook_api_version: Annotated[Omissible[Literal["1", "2"]], documented('webhook_api_version ("1"/"2")')] = None
    webhook_timeout_secs: Annotated[Count | None, documented("webhook_timeout_secs")] = None
    redact_dtmf_debug_logging: Annotated[Omissible[Flag], TYPES] = None


class TexmlApplication(Application):
    """Creating and updating alike require the name and the URL."""

    friendly_name: Annotated[Name, documented("require friendly_name")]
    voice_url: Annotated[Url, documented("require voice_url")]
    voice_fallback_url: Annotated[Omissible[Url], documented("voice_fallback_url")] = None
    voice_method: Annotated[Omissible[Method], documented("voice_method (get/post)")] = None
    status_callback: Annotated[Omissible[Url], documented("status_callback")] = None
    status_callback_method: Annotated[Omissible[Method], documented("status_callback_method")] = None


class ListCallControlApplications(Paging):
    """The filters that concern an application, not its calls."""

    name: Annotated[Omissible[Pattern], documented("filter[application_name][contains]")] = Field(
        None, alias="filter[application_name][contains]"
    )
    outbound_voice_profile_id: Annotated[Omissible[Text], TYPES] = Field(
        None, alias="filter[outbound.outbound_voice_profile_id]"
    )
    sort: Annotated[
        Omissible[Literal["created_at", "-created_at", "connection_name", "-connection_name", "active", "-active"]],
        TYPES,
    ] = None


class ListTexmlApplications(Paging):
    """The filters of the TeXML application list."""

    name: Annotated[Omissible[Pattern], TYPES] = Field(None, alias="filter[friendly_name]")
    outbound_voice_profile_id: Annotated[Omissible[Text], TYPES] = Field(
        None, alias="filter[outbound_voice_profile_id]"
    )
    sort: Annotated[
        Omissible[Literal["created_at", "-created_at", "friendly_name", "-friendly_name", "active", "-active"]], TYPES
    ] = None
