"""Calls: what a list is filtered by, what is called, what of a call is changed."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal

from annotated_types import Interval, Len
from pydantic import AfterValidator, Field

from emulators.carriers.twilio.numbers import normalize
from emulators.carriers.twilio.schema.paging import Paged
from emulators.carriers.twilio.schema.values import CallUrl, Form, Said, Web, matching
from emulators.carriers.twilio.schema.values import Method as HttpMethod
from emulators.core.provenance import documented
from emulators.core.schema import Decimal, Omissible, Secret, Text, e164, malformed

_OTHERS = re.compile(r"(client:|sips?:)[^\s]+")


def _endpoint(value: str) -> str:
    """A telephone number in E.164, a SIP address or a client."""
    return value if _OTHERS.fullmatch(value) else e164(normalize(value))


def _day_or_moment(value: str) -> str:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return value
    raise malformed("must be a date as YYYY-MM-DD")


Endpoint = Annotated[Text, AfterValidator(_endpoint)]
When = Annotated[
    Omissible[Annotated[Text, AfterValidator(_day_or_moment)]],
    documented("Specify a date as YYYY-MM-DD in UTC; of the SDKs some send a time as well"),
]
Event = Literal["initiated", "ringing", "answered", "completed"]
Status = Literal["queued", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"]


class CallsQuery(Paged):
    """The filters of the list of calls, all of which must match."""

    To: Annotated[Omissible[Text], documented("Only show calls made to this phone number, SIP address or client")] = (
        None
    )
    From: Annotated[Omissible[Text], documented("Only include calls from this phone number, SIP address or client")] = (
        None
    )
    ParentCallSid: Annotated[Omissible[Text], documented("Only include calls spawned by calls with this SID")] = None
    Status_: Annotated[Omissible[Status], Field(alias="Status"), documented("The status of the calls to include")] = (
        None
    )
    StartTime: When = None
    started_before: Annotated[When, Field(alias="StartTime<")] = None
    started_after: Annotated[When, Field(alias="StartTime>")] = None
    EndTime: When = None
    ended_before: Annotated[When, Field(alias="EndTime<")] = None
    ended_after: Annotated[When, Field(alias="EndTime>")] = None


class Instructions(Form):
    """Who is asked what to do with a call, and who is told how it goes."""

    Url: Annotated[
        Omissible[CallUrl],
        documented("The absolute URL that returns the TwiML instructions for the call"),
    ] = None
    Method: Annotated[Omissible[HttpMethod], documented("Can be: GET or POST and the default is POST")] = None
    FallbackUrl: Annotated[Omissible[Web], documented("The URL that we call if an error occurs")] = None
    FallbackMethod: Annotated[Omissible[HttpMethod], documented("Can be: GET or POST and the default is POST")] = None
    StatusCallback: Annotated[Omissible[Web], documented("The URL we should call to send status information")] = None
    StatusCallbackMethod: Annotated[
        Omissible[HttpMethod], documented("Can be: GET or POST and the default is POST")
    ] = None
    Twiml: Annotated[
        Omissible[Annotated[Text, Len(1, 4000)]], documented("TwiML instructions for the call. Max 4000 characters")
    ] = None
    TimeLimit: Annotated[Omissible[Decimal], documented("The maximum duration of the call in seconds; not used")] = None


class UpdateCall(Instructions):
    """What of a call may be changed: how it goes on, or that it ends."""

    Status: Annotated[Omissible[Literal["canceled", "completed"]], documented("canceled or completed")] = None


class Recording(Form):
    """What is recorded of a call, and what is made out who answered it. Nothing comes of it: calls here have no audio."""

    Record: Annotated[Omissible[Said], documented("true to record the phone call, or false to not")] = None
    RecordingChannels: Annotated[Omissible[Literal["mono", "dual"]], documented("Can be: mono or dual")] = None
    RecordingTrack: Annotated[
        Omissible[Literal["inbound", "outbound", "both"]], documented("Can be: inbound, outbound or both")
    ] = None
    RecordingStatusCallback: Annotated[Omissible[Web], documented("The URL that we call when it is available")] = None
    RecordingStatusCallbackMethod: Annotated[Omissible[HttpMethod], documented("Can be: GET or POST")] = None
    RecordingStatusCallbackEvent: Annotated[
        Omissible[list[Literal["in-progress", "completed", "absent"]]],
        documented("Can be: in-progress, completed and absent"),
    ] = None
    Trim: Annotated[Omissible[Literal["trim-silence", "do-not-trim"]], documented("trim-silence or do-not-trim")] = None
    MachineDetection: Annotated[
        Omissible[Literal["Enable", "DetectMessageEnd"]], documented("Can be: Enable or DetectMessageEnd")
    ] = None
    MachineDetectionTimeout: Annotated[Omissible[Decimal], documented("The default timeout is 30 seconds")] = None
    MachineDetectionSpeechThreshold: Annotated[
        Omissible[Annotated[Decimal, Interval(ge=1000, le=6000)]], documented("Possible Values: 1000-6000")
    ] = None
    MachineDetectionSpeechEndThreshold: Annotated[
        Omissible[Annotated[Decimal, Interval(ge=500, le=5000)]], documented("Possible Values: 500-5000")
    ] = None
    MachineDetectionSilenceTimeout: Annotated[
        Omissible[Annotated[Decimal, Interval(ge=2000, le=10000)]], documented("Possible Values: 2000-10000")
    ] = None
    AsyncAmd: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    AsyncAmdStatusCallback: Annotated[Omissible[Web], documented("The URL that we should call")] = None
    AsyncAmdStatusCallbackMethod: Annotated[Omissible[HttpMethod], documented("Can be: GET or POST")] = None


class CreateCall(Instructions, Recording):
    """A call that is to be made. What has to do with audio, with SIP or with brands is read and has no effect."""

    To: Annotated[Endpoint, documented("The phone number, SIP address, or client identifier to call")]
    From: Annotated[Endpoint, documented("The phone number or client identifier to use as the caller id")]
    ApplicationSid: Annotated[
        Omissible[Annotated[Text, matching("AP[0-9a-fA-F]{32}", "must be a SID that begins with AP")]],
        documented("The SID of the Application resource that will handle the call"),
    ] = None
    StatusCallbackEvent: Annotated[
        Omissible[list[Event]], documented("Can be: initiated, ringing, answered, and completed")
    ] = None
    SendDigits: Annotated[
        Omissible[Annotated[Text, Len(0, 32), matching("[0-9A-D#*wW]*", "may hold 0-9, A-D, #, *, w and W")]],
        documented("a maximum length of 32 digits; 0-9, A, B, C, D, #, *, w and W"),
    ] = None
    Timeout: Annotated[
        Omissible[Annotated[Decimal, Interval(ge=1, le=600)]],
        documented("The default is 60 seconds and the maximum is 600 seconds"),
    ] = 60
    CallerId: Annotated[Omissible[Text], documented("made this call; not used")] = None
    SipAuthUsername: Annotated[Omissible[Text], documented("used to authenticate the caller making a SIP call")] = None
    SipAuthPassword: Annotated[Omissible[Annotated[Text, Secret]], documented("required to authenticate the user")] = (
        None
    )
    Byoc: Annotated[
        Omissible[Annotated[Text, matching("BY[0-9a-fA-F]{32}", "must be a SID that begins with BY")]],
        documented("The SID of a BYOC trunk; not used"),
    ] = None
    CallReason: Annotated[Omissible[Text], documented("The Reason for the outgoing call; not used")] = None
    CallToken: Annotated[Omissible[Text], documented("A token string needed to invoke a forwarded call; not used")] = (
        None
    )
    ClientNotificationUrl: Annotated[Omissible[Web], documented("to deliver push call notification; not used")] = None
