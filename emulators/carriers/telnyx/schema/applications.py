"""The two kinds of application: what a list is filtered by, what is made and changed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from emulators.carriers.telnyx.schema.paging import Paging
from emulators.carriers.telnyx.schema.values import TYPES, Count, Method, Name, Pattern, Seconds, Url
from emulators.core.provenance import documented
from emulators.core.schema import Document, Flag, Omissible, Text


class Inbound(Document):
    """What an application does with inbound calls."""

    channel_limit: Annotated[Count | None, TYPES] = None
    shaken_stir_enabled: Annotated[Omissible[Flag], TYPES] = None
    sip_subdomain: Annotated[Text | None, TYPES] = None
    sip_subdomain_receive_settings: Annotated[Omissible[Literal["only_my_connections", "from_anyone"]], TYPES] = None


class Outbound(Document):
    """What an application does with outbound calls."""

    channel_limit: Annotated[Count | None, TYPES] = None
    outbound_voice_profile_id: Annotated[Text | None, TYPES] = None


class Application(Document):
    """The fields that both kinds of application take."""

    active: Annotated[Omissible[Flag], documented("active")] = None
    dtmf_type: Annotated[Omissible[Literal["RFC 2833", "Inband", "SIP INFO"]], TYPES] = None
    call_cost_in_webhooks: Annotated[Omissible[Flag], TYPES] = None
    first_command_timeout: Annotated[Omissible[Flag], TYPES] = None
    first_command_timeout_secs: Annotated[Omissible[Count], TYPES] = None
    inbound: Annotated[Omissible[Inbound], documented("inbound{}")] = None
    outbound: Annotated[Omissible[Outbound], documented("outbound{}")] = None
    tags: Annotated[Omissible[list[Text]], TYPES] = None


class CallControlApplication(Application):
    """A call-control application. Creating and updating alike require the name and the URL."""

    anchorsite_override: Annotated[
        Omissible[
            Literal[
                "Latency",
                "Chicago, IL",
                "Ashburn, VA",
                "San Jose, CA",
                "London, UK",
                "Chennai, IN",
                "Amsterdam, Netherlands",
                "Toronto, Canada",
                "Sydney, Australia",
            ]
        ],
        documented("anchorsite_override of a call-control application"),
    ] = None
    application_name: Annotated[Name, documented("create/update require application_name")]
    webhook_event_url: Annotated[Url, documented("create/update require webhook_event_url")]
    webhook_event_failover_url: Annotated[Url | None, documented("webhook_event_failover_url")] = None
    webhook_api_version: Annotated[Omissible[Literal["1", "2"]], documented('webhook_api_version ("1"/"2")')] = None
    webhook_timeout_secs: Annotated[Seconds | None, documented("webhook_timeout_secs: minimum 0, maximum 30")] = None
    redact_dtmf_debug_logging: Annotated[Omissible[Flag], TYPES] = None


class TexmlApplication(Application):
    """A TeXML application. Creating and updating alike require the name and the URL."""

    anchorsite_override: Annotated[
        Omissible[
            Literal[
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
        ],
        documented("anchorsite_override of a TeXML application"),
    ] = None
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
