"""SIP connections: what a list is filtered by, what is made and changed."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import Field

from emulators.carriers.telnyx.schema.paging import Paging
from emulators.carriers.telnyx.schema.values import DOCUMENT, Count, Name, Pattern, Seconds, Url
from emulators.core.provenance import documented
from emulators.core.schema import Decimal, Document, Flag, Integer, Omissible, Secret, Text

Milliseconds = Annotated[Integer, Interval(ge=40, le=400)]
RingSeconds = Annotated[Integer, Interval(ge=1, le=120)]
AnswerSeconds = Annotated[Integer, Interval(ge=1, le=600)]
Site = Literal[
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
]
FailoverUrl = Url | Annotated[Literal[""], Field()] | None


class JitterBuffer(Document):
    """How late packets may be."""

    enable_jitter_buffer: Annotated[Omissible[Flag], DOCUMENT] = None
    jitterbuffer_msec_max: Annotated[Omissible[Milliseconds], DOCUMENT] = None
    jitterbuffer_msec_min: Annotated[Omissible[Milliseconds], DOCUMENT] = None


class NoiseSuppression(Document):
    """What takes noise out of a call, and how much."""

    attenuation_limit: Annotated[Omissible[Annotated[Integer, Interval(ge=0, le=100)]], DOCUMENT] = None
    engine: Annotated[
        Omissible[
            Literal[
                "denoiser",
                "deep_filter_net",
                "deep_filter_net_large",
                "krisp_viva_tel",
                "krisp_viva_tel_lite",
                "krisp_viva_promodel",
                "krisp_viva_ss",
                "quail_voice_focus",
            ]
        ],
        DOCUMENT,
    ] = None


class RtcpSettings(Document):
    """Which reports of a call's quality are sent."""

    capture_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    port: Annotated[Omissible[Literal["rtcp-mux", "rtp+1"]], DOCUMENT] = None
    report_frequency_secs: Annotated[
        Omissible[Annotated[Integer, Interval(ge=5, le=3000)]], documented("values from 5 to 3000 seconds")
    ] = None


class InboundCalls(Document):
    """What either kind of SIP connection does with inbound calls."""

    ani_number_format: Annotated[
        Omissible[Literal["+E.164", "E.164", "+E.164-national", "E.164-national"]], DOCUMENT
    ] = None
    codecs: Annotated[Omissible[list[Text]], DOCUMENT] = None
    dnis_number_format: Annotated[Omissible[Literal["+e164", "e164", "national", "sip_username"]], DOCUMENT] = None
    generate_ringback_tone: Annotated[Omissible[Flag], DOCUMENT] = None
    isup_headers_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    prack_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    shaken_stir_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    sip_compact_headers_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    timeout_1xx_secs: Annotated[Omissible[RingSeconds], DOCUMENT] = None
    timeout_2xx_secs: Annotated[Omissible[AnswerSeconds], DOCUMENT] = None


class CredentialInbound(InboundCalls):
    """What a credential connection does with inbound calls."""

    channel_limit: Annotated[Omissible[Count], DOCUMENT] = None
    default_routing_method: Annotated[Omissible[Literal["sequential", "round-robin"]], DOCUMENT] = None
    simultaneous_ringing: Annotated[Omissible[Literal["disabled", "enabled"]], DOCUMENT] = None


class FqdnInbound(InboundCalls):
    """What an FQDN connection does with inbound calls."""

    channel_limit: Annotated[Count | None, DOCUMENT] = None
    default_routing_method: Annotated[Literal["sequential", "round-robin"] | None, DOCUMENT] = None
    default_primary_fqdn_id: Annotated[Text | None, DOCUMENT] = None
    default_secondary_fqdn_id: Annotated[Text | None, DOCUMENT] = None
    default_tertiary_fqdn_id: Annotated[Text | None, DOCUMENT] = None
    sip_region: Annotated[Omissible[Literal["US", "Europe", "Australia"]], DOCUMENT] = None
    sip_subdomain: Annotated[Text | None, DOCUMENT] = None
    sip_subdomain_receive_settings: Annotated[Omissible[Literal["only_my_connections", "from_anyone"]], DOCUMENT] = None


class OutboundCalls(Document):
    """What a SIP connection does with outbound calls."""

    ani_override: Annotated[Omissible[Text], DOCUMENT] = None
    ani_override_type: Annotated[Omissible[Literal["always", "normal", "emergency"]], DOCUMENT] = None
    call_parking_enabled: Annotated[Flag | None, DOCUMENT] = None
    channel_limit: Annotated[Omissible[Count], DOCUMENT] = None
    generate_ringback_tone: Annotated[Omissible[Flag], DOCUMENT] = None
    instant_ringback_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    localization: Annotated[Omissible[Text], DOCUMENT] = None
    outbound_voice_profile_id: Annotated[Omissible[Text], DOCUMENT] = None
    t38_reinvite_source: Annotated[
        Omissible[Literal["telnyx", "customer", "disabled", "passthru", "caller-passthru", "callee-passthru"]], DOCUMENT
    ] = None


class FqdnOutbound(OutboundCalls):
    """What an FQDN connection does with outbound calls."""

    encrypted_media: Annotated[Literal["SRTP"] | None, DOCUMENT] = None
    ip_authentication_method: Annotated[
        Omissible[Literal["credential-authentication", "ip-authentication"]], DOCUMENT
    ] = None
    ip_authentication_token: Annotated[Omissible[Text], Secret, DOCUMENT] = None
    tech_prefix: Annotated[
        Omissible[Annotated[Text, Field(pattern=r"^[0-9]{4}$")]],
        documented("Numerical chars only, exactly 4 characters."),
    ] = None
    timeout_1xx_secs: Annotated[Omissible[RingSeconds], DOCUMENT] = None
    timeout_2xx_secs: Annotated[Omissible[AnswerSeconds], DOCUMENT] = None


class UpdateSipConnection(Document):
    """The fields that either kind of SIP connection takes, all of which may be left out of a change."""

    active: Annotated[Omissible[Flag], DOCUMENT] = None
    anchorsite_override: Annotated[Omissible[Site], DOCUMENT] = None
    android_push_credential_id: Annotated[Text | None, DOCUMENT] = None
    call_cost_in_webhooks: Annotated[Omissible[Flag], DOCUMENT] = None
    connection_name: Annotated[Omissible[Name], DOCUMENT] = None
    default_on_hold_comfort_noise_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    dtmf_type: Annotated[Omissible[Literal["RFC 2833", "Inband", "SIP INFO"]], DOCUMENT] = None
    encode_contact_header_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    encrypted_media: Annotated[Literal["SRTP"] | None, DOCUMENT] = None
    ios_push_credential_id: Annotated[Text | None, DOCUMENT] = None
    jitter_buffer: Annotated[Omissible[JitterBuffer], DOCUMENT] = None
    noise_suppression: Annotated[Omissible[Literal["inbound", "outbound", "both", "disabled"]], DOCUMENT] = None
    noise_suppression_details: Annotated[Omissible[NoiseSuppression], DOCUMENT] = None
    onnet_t38_passthrough_enabled: Annotated[Omissible[Flag], DOCUMENT] = None
    rtcp_settings: Annotated[Omissible[RtcpSettings], DOCUMENT] = None
    tags: Annotated[Omissible[list[Text]], DOCUMENT] = None
    webhook_event_url: Annotated[Omissible[Url], DOCUMENT] = None
    webhook_event_failover_url: Annotated[FailoverUrl, DOCUMENT] = None
    webhook_timeout_secs: Annotated[Seconds | None, DOCUMENT] = None


class CredentialFields(UpdateSipConnection):
    """The fields of a credential connection beside the version of its webhooks."""

    user_name: Annotated[
        Omissible[Annotated[Text, Field(pattern=r"^[A-Za-z0-9]{4,32}$")]],
        documented("Must be 4-32 characters long and alphanumeric values only (no spaces or special characters)."),
    ] = None
    password: Annotated[
        Omissible[Annotated[Text, Field(min_length=8, max_length=128)]],
        Secret,
        documented("Must be 8 to 128 characters long."),
    ] = None
    inbound: Annotated[Omissible[CredentialInbound], DOCUMENT] = None
    outbound: Annotated[Omissible[OutboundCalls], DOCUMENT] = None
    sip_uri_calling_preference: Annotated[Omissible[Literal["disabled", "unrestricted", "internal"]], DOCUMENT] = None


class UpdateCredentialConnection(CredentialFields):
    """What of a credential connection may be changed."""

    webhook_api_version: Annotated[Omissible[Literal["1", "2"]], DOCUMENT] = None


class CredentialConnection(CredentialFields):
    """A credential connection, which may speak TeXML from its beginning only."""

    webhook_api_version: Annotated[Omissible[Literal["1", "2", "texml"]], DOCUMENT] = None


class UpdateFqdnConnection(UpdateSipConnection):
    """What of an FQDN connection may be changed."""

    inbound: Annotated[Omissible[FqdnInbound], DOCUMENT] = None
    outbound: Annotated[Omissible[FqdnOutbound], DOCUMENT] = None
    transport_protocol: Annotated[Omissible[Literal["UDP", "TCP", "TLS"]], DOCUMENT] = None
    webhook_api_version: Annotated[Omissible[Literal["1", "2"]], DOCUMENT] = None


class FqdnConnection(UpdateFqdnConnection):
    """An FQDN connection, which must be named."""

    microsoft_teams_sbc: Annotated[Omissible[Flag], DOCUMENT] = None


class ConnectionPaging(Paging):
    """The pages of a list of connections, which are longer than others where nothing is said."""

    page_size: Annotated[Decimal, Interval(ge=1, le=250), documented("page[size]: default 250")] = Field(
        250, alias="page[size]"
    )


class ListConnections(ConnectionPaging):
    """The filters of the lists of connections, all of which must match."""

    name: Annotated[Omissible[Pattern], DOCUMENT] = Field(None, alias="filter[connection_name][contains]")
    fqdn: Annotated[Omissible[Text], DOCUMENT] = Field(None, alias="filter[fqdn]")
    outbound_voice_profile_id: Annotated[Omissible[Text], DOCUMENT] = Field(
        None, alias="filter[outbound_voice_profile_id]"
    )
    sort: Annotated[
        Omissible[Literal["created_at", "-created_at", "connection_name", "-connection_name", "active", "-active"]],
        documented("sort: In descending order add the - prefix; by created_at in descending order if not given"),
    ] = None
