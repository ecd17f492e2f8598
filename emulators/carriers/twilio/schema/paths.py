"""What stands in the paths of the core API and of SIP trunking."""

from __future__ import annotations

from typing import Annotated

from emulators.core.provenance import documented
from emulators.core.schema import Document, Text


class AccountPath(Document):
    """The path of an account, or of a list that belongs to it."""

    AccountSid: Annotated[Text, documented("The SID of the Account that created the resources")]


class ResourcePath(AccountPath):
    """The path of one resource of an account."""

    Sid: Annotated[Text, documented("The unique string that identifies the resource")]


class TrunkPath(Document):
    """The path of a SIP trunk, or of a list of what belongs to it."""

    TrunkSid: Annotated[Text, documented("The SID of the Trunk")]


class TrunkResourcePath(TrunkPath):
    """The path of one resource of a SIP trunk."""

    Sid: Annotated[Text, documented("The unique string that we created to identify the resource")]
