"""Rooms and their participants: asked for by name and identity."""

from __future__ import annotations

from typing import Annotated

from emulators.carriers.livekit.schema.values import ROOM, Texts
from emulators.core.schema import Document, Text


class ListRooms(Document):
    """ListRoomsRequest."""

    names: Annotated[Texts | None, ROOM] = None


class RoomName(Document):
    """DeleteRoomRequest and ListParticipantsRequest."""

    room: Annotated[Text, ROOM] = ""


class RoomParticipant(Document):
    """RoomParticipantIdentity."""

    room: Annotated[Text, ROOM] = ""
    identity: Annotated[Text, ROOM] = ""
    revoke_token_ts: Annotated[Text, ROOM] = ""
