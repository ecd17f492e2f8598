"""What stands in the paths, and the query that every list takes."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.plivo.schema.values import Limit, Offset
from emulators.core.provenance import documented
from emulators.core.schema import Document, Text


class AccountPath(Document):
    """The path of an account: `/v1/Account/{auth_id}/`."""

    auth_id: Annotated[Text, documented("MA and 18 characters")]


class NumberPath(AccountPath):
    """The path of a number, given with or without its plus: `Number/{number}/`."""

    number: Annotated[Text, documented("digits, no plus")]


class ApplicationPath(AccountPath):
    """The path of an application: `Application/{app_id}/`."""

    app_id: Annotated[Text, documented("a numeric string")]


class Paging(Document):
    """The query that every list takes."""

    limit: Limit = 20
    offset: Offset = 0


class CallPath(AccountPath):
    """The path of a call: `Call/{call_uuid}/`."""

    call_uuid: Annotated[Text, documented("The unique identifier used to identify the call")]
