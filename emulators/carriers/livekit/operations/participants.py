"""SIP participants: a call that goes out becomes a participant of a room, and a transferred one is none any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import outbound, problems, proposal, rules
from emulators.carriers.livekit.auth import CALL
from emulators.carriers.livekit.operations.declaration import method
from emulators.carriers.livekit.project import OUTBOUND_TRUNK
from emulators.carriers.livekit.rooms import new_id
from emulators.carriers.livekit.schema import CreateParticipant, TransferParticipant

if TYPE_CHECKING:
    from emulators.core.call import Call


def create_participant(call: Call) -> dict[str, Any]:
    """Lets a participant into the room as if the call had been answered, and returns who it is."""
    request = proposal.sent(call)
    trunk = proposal.project(call).find(OUTBOUND_TRUNK, call.body.sip_trunk_id)
    call_id = new_id("SCL_", call.ids)
    joined = proposal.rooms(call).join(call.body.room_name, outbound.participant(request, trunk, call_id))
    return {
        "participant_id": joined["sid"],
        "participant_identity": joined["identity"],
        "room_name": call.body.room_name,
        "sip_call_id": call_id,
    }


def transfer_participant(call: Call) -> dict[str, Any]:
    """Takes the participant out of the room as if the call had been taken elsewhere, and returns that it was."""
    proposal.rooms(call).leave(call.body.room_name, call.body.participant_identity)
    return {
        "transfer_id": new_id("STR_", call.ids),
        "status": "STS_TRANSFER_SUCCESSFUL",
        "reason": "STR_COMPLETED",
        "sip_status": {"code": "SIP_STATUS_OK", "status": "OK"},
    }


OPERATIONS = (
    method(
        "CreateSIPParticipant",
        CreateParticipant,
        create_participant,
        (
            rules.store_is_connected,
            rules.call_is_described,
            rules.called_trunk_exists,
            rules.call_comes_from_a_number,
        ),
        (
            problems.NO_HOSTNAME,
            problems.HOST_HAS_TRANSPORT,
            problems.HOST_IS_URI,
            problems.NO_CALLEE,
            problems.CALLEE_IS_URI,
            problems.CALLEE_CHARACTERS,
            problems.NO_ROOM,
            problems.LONG_DISPLAY_NAME,
            problems.UNQUOTED_DISPLAY_NAME,
            problems.CITY_ALONE,
            problems.NO_COUNTRY,
            *problems.OF_HEADERS,
            *problems.OF_MEDIA,
        ),
        permission=CALL,
    ),
    method(
        "TransferSIPParticipant",
        TransferParticipant,
        transfer_participant,
        (rules.transfer_is_described, rules.transferred_room_is_the_tokens, rules.transferred_participant_exists),
        (
            problems.NO_TRANSFER_IDENTITY,
            problems.NO_TRANSFER_TO,
            problems.TRANSFER_TO_IS_NO_URI,
            *problems.OF_HEADERS,
        ),
        permission=CALL,
    ),
)
