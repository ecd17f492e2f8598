"""The voice settings of a number: another view of the same row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx import representations, rules
from emulators.carriers.telnyx.operations.numbers import WRITABLE, changed
from emulators.carriers.telnyx.schema import Id, UpdateVoiceSettings
from emulators.core.operation import Operation
from emulators.core.provenance import documented

if TYPE_CHECKING:
    from emulators.core.call import Call


def show_voice_settings(call: Call) -> dict[str, Any]:
    """Returns the voice settings of the number that the path names."""
    return representations.voice_settings(rules.own_number(call) or {})


def change_voice_settings(call: Call) -> dict[str, Any]:
    """Changes the voice settings that were sent and returns all of them."""
    return representations.voice_settings(changed(call, call.body.given()))


OPERATIONS = (
    Operation(
        "GET",
        "/v2/phone_numbers/{id}/voice",
        show_voice_settings,
        documented("GET /phone_numbers/{id}/voice"),
        params=Id,
        rules=(rules.number_exists,),
    ),
    Operation(
        "PATCH",
        "/v2/phone_numbers/{id}/voice",
        change_voice_settings,
        documented("PATCH /phone_numbers/{id}/voice"),
        params=Id,
        body=UpdateVoiceSettings,
        rules=WRITABLE,
    ),
)
