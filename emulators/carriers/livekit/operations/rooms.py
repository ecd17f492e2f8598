"""Rooms and their participants, as far as calls make them: listed, shown, sent away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit import proposal, rules
from emulators.carriers.livekit.auth import ROOM_ADMIN, ROOM_CREATE, ROOM_LIST
from emulators.carriers.livekit.operations.declaration import method
from emulators.carriers.livekit.protocol import ROOM_SERVICE
from emulators.carriers.livekit.schema import ListRooms, RoomName, RoomParticipant

if TYPE_CHECKING:
    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call


def list_rooms(call: Call) -> dict[str, Any]:
    """Returns the rooms of these names, or all."""
    wanted = call.body.names
    return {"rooms": [room for room in proposal.rooms(call).all() if not wanted or room["name"] in wanted]}


def delete_room(call: Call) -> Info:
    """Sends everybody away and removes the room. Returns an empty message."""
    proposal.rooms(call).delete(call.body.room)
    return {}


def list_participants(call: Call) -> dict[str, Any]:
    """Returns who is in the room; nobody where there is none."""
    return {"participants": proposal.rooms(call).participants(call.body.room)}


def get_participant(call: Call) -> Info:
    """Returns one participant of the room."""
    return proposal.rooms(call).find(call.body.room, call.body.identity) or {}


def remove_participant(call: Call) -> Info:
    """Sends one participant away, which ends its call. Returns an empty message."""
    proposal.rooms(call).leave(call.body.room, call.body.identity)
    return {}


OWN = (rules.room_is_the_tokens, rules.participant_exists)

OPERATIONS = (
    method("ListRooms", ListRooms, list_rooms, permission=ROOM_LIST, package=ROOM_SERVICE),
    method("DeleteRoom", RoomName, delete_room, (rules.room_exists,), permission=ROOM_CREATE, package=ROOM_SERVICE),
    method(
        "ListParticipants",
        RoomName,
        list_participants,
        (rules.room_is_the_tokens,),
        permission=ROOM_ADMIN,
        package=ROOM_SERVICE,
    ),
    method("GetParticipant", RoomParticipant, get_participant, OWN, permission=ROOM_ADMIN, package=ROOM_SERVICE),
    method("RemoveParticipant", RoomParticipant, remove_participant, OWN, permission=ROOM_ADMIN, package=ROOM_SERVICE),
)
