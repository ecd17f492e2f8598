"""TwiML applications: what a list is filtered by, what is made and changed."""

from __future__ import annotations

from typing import Annotated, Literal

from emulators.carriers.twilio.schema.handlers import Handlers
from emulators.carriers.twilio.schema.paging import Paged
from emulators.carriers.twilio.schema.values import Said, Web
from emulators.core.provenance import documented
from emulators.core.schema import Omissible, Text


class ApplicationsQuery(Paged):
    """The filters of the application list."""

    FriendlyName: Annotated[Omissible[Text], documented("The string that identifies the resources to read")] = None


class Application(Handlers):
    """The fields of an application, all of which may be left out."""

    ApiVersion: Annotated[
        Omissible[Literal["2010-04-01", "2008-08-01"]], documented("Can be: 2010-04-01 or 2008-08-01")
    ] = None
    SmsStatusCallback: Annotated[Omissible[Web], documented("The URL we call with a POST method")] = None
    MessageStatusCallback: Annotated[Omissible[Web], documented("The URL we call using a POST method")] = None
    PublicApplicationConnectEnabled: Annotated[Omissible[Said], documented("Can be: true or false")] = None
