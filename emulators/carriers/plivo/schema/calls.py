"""Calls: what a list is filtered by, and what is called."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from annotated_types import Ge, Len
from pydantic import AfterValidator, Field

from emulators.carriers.plivo.schema.paths import Paging
from emulators.carriers.plivo.schema.values import CallUrl, Method
from emulators.core.provenance import documented, inferred
from emulators.core.schema import Document, Integer, Omissible, Text, malformed

_NUMBER, _SIP = re.compile(r"\+?[1-9][0-9]{1,14}"), re.compile("sip:[^ <]+")
MOST = 1_000


def _caller(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise malformed("must be a phone number")
    return value


def _callees(value: str) -> str:
    callees = value.split("<")
    if len(callees) > MOST or not all(_NUMBER.fullmatch(each) or _SIP.fullmatch(each) for each in callees):
        raise malformed("must be phone numbers and SIP addresses, separated by <")
    return value


Live = Annotated[Omissible[Literal["live", "queued"]], inferred("the Python client sends it for live and queued calls")]


class ShowCall(Document):
    """What of a call is shown: its record, or how it is going."""

    status: Live = None


class ListCalls(Paging):
    """The filters of the list of calls, all of which must match."""

    status: Live = None
    call_direction: Annotated[
        Omissible[Literal["inbound", "outbound"]], inferred("the Python client takes these two")
    ] = None
    from_number: Annotated[Omissible[Text], inferred("the Python client sends it")] = None
    to_number: Annotated[Omissible[Text], inferred("the Python client sends it")] = None


class MakeCall(Document):
    """A call that is to be made. What has to do with audio and with answering machines is read and has no effect."""

    from_: Annotated[
        Annotated[Text, AfterValidator(_caller)], Field(alias="from"), documented("The caller ID phone number")
    ]
    to: Annotated[
        Annotated[Text, AfterValidator(_callees)], documented("Use < to separate multiple destinations (max 1000)")
    ]
    answer_url: Annotated[CallUrl, documented("URL called when the call is answered")]
    answer_method: Annotated[Method, documented("Default is POST")] = "POST"
    ring_url: Annotated[Omissible[CallUrl], documented("notified when the call starts ringing")] = None
    ring_method: Annotated[Method, documented("Default is POST")] = "POST"
    hangup_url: Annotated[Omissible[CallUrl], documented("notified when the call is hung up")] = None
    hangup_method: Annotated[Method, documented("Default is POST")] = "POST"
    fallback_url: Annotated[Omissible[CallUrl], documented("Invoked if answer_url fails")] = None
    fallback_method: Annotated[Method, documented("Default is POST")] = "POST"
    caller_name: Annotated[Omissible[Annotated[Text, Len(0, 50)]], documented("up to 50 characters")] = None
    ring_timeout: Annotated[
        Annotated[Integer, Ge(0)], inferred("the Python client sends 120, and refuses less than 0")
    ] = 120
