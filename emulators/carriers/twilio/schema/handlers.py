"""What numbers and applications have in common: who is told of calls and messages."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.twilio.schema.values import Form, Method, Name, Said, Web
from emulators.core.provenance import documented
from emulators.core.schema import Omissible


class Handlers(Form):
    """The fields that numbers and applications share."""

    FriendlyName: Annotated[Omissible[Name], documented("It can be up to 64 characters long")] = None
    VoiceUrl: Annotated[Omissible[Web], documented("The URL we call when the phone number receives a call")] = None
    VoiceMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    VoiceFallbackUrl: Annotated[Omissible[Web], documented("The URL we call when an error occurs")] = None
    VoiceFallbackMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    VoiceCallerIdLookup: Annotated[Omissible[Said], documented("Can be: true or false")] = None
    StatusCallback: Annotated[Omissible[Web], documented("The URL we call to send status information")] = None
    StatusCallbackMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    SmsUrl: Annotated[Omissible[Web], documented("The URL we call when the number receives an SMS message")] = None
    SmsMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
    SmsFallbackUrl: Annotated[Omissible[Web], documented("The URL that we call when an error occurs")] = None
    SmsFallbackMethod: Annotated[Omissible[Method], documented("Can be: GET or POST")] = None
