"""Background jobs over several numbers: what is changed, which numbers, what their list is filtered by."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from emulators.carriers.telnyx.schema.numbers import NumberFilters, UpdateNumber
from emulators.carriers.telnyx.schema.paging import Paging
from emulators.carriers.telnyx.schema.values import DOCUMENT
from emulators.carriers.telnyx.schema.voice_settings import UpdateVoiceSettings
from emulators.core.provenance import assumed, documented
from emulators.core.schema import Document, Flag, Omissible, Text


class JobId(Document):
    """The path of one job."""

    id: Annotated[Text, DOCUMENT]


class JobFilters(NumberFilters):
    """The numbers that a job changes, where the body lists none."""

    has_bundle: Annotated[Omissible[Text], assumed("bundles are not emulated; the filter changes nothing")] = Field(
        None, alias="filter[has_bundle]"
    )


class DeleteNumbers(Document):
    """The numbers that a job gives back."""

    phone_numbers: Annotated[
        Omissible[Annotated[list[Text], Len(1, 1000)]],
        documented("phone_numbers: ids or +E.164 numbers; at least 1, and 1000 numbers is the maximum allowed"),
    ] = None


class UpdateNumbers(UpdateNumber, DeleteNumbers):
    """What a job changes of each number."""

    deletion_lock_enabled: Annotated[
        Omissible[Flag], documented("deletion_lock_enabled: enable or disable the deletion lock on each phone number")
    ] = None
    voice: Annotated[Omissible[UpdateVoiceSettings], DOCUMENT] = None


class ListJobs(Paging):
    """The query of the list of jobs."""

    type: Annotated[
        Omissible[Literal["update_emergency_settings", "delete_phone_numbers", "update_phone_numbers"]], DOCUMENT
    ] = Field(None, alias="filter[type]")
    sort: Annotated[Omissible[Literal["created_at"]], DOCUMENT] = None
