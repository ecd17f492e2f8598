"""Rooms and who is in them. A room comes with its first participant, and goes with its last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit.project import BASE57
from emulators.carriers.livekit.tables import PARTICIPANTS, ROOMS

if TYPE_CHECKING:
    from datetime import datetime

    from emulators.carriers.livekit.record import Info
    from emulators.core.identifiers import Identifiers
    from emulators.core.namespace import Namespace

UNCONFIGURED = {"empty_timeout": 300, "departure_timeout": 20}
"""What the server gives a room that nobody configured, in seconds."""


def new_id(prefix: str, ids: Identifiers) -> str:
    """Returns a new identifier: the prefix and 12 characters that cannot be taken for one another."""
    return prefix + ids.of(BASE57, 12)


def new_room(name: str, ids: Identifiers, now: datetime, **configured: Any) -> Info:
    """Returns a room of this name that is made now."""
    created = {"creation_time": int(now.timestamp()), "creation_time_ms": int(now.timestamp() * 1000)}
    return {"sid": new_id("RM_", ids), "name": name} | UNCONFIGURED | configured | created


class Rooms:
    """The rooms of one project in one namespace."""

    def __init__(self, namespace: Namespace, project: str) -> None:
        self._namespace = namespace
        self._store = namespace.store
        self._project = project

    def all(self) -> list[Info]:
        """Returns the project's rooms with how many are in each, oldest first."""
        rows = self._store.select(ROOMS, {"project": self._project})
        return [_shown(row) | {"num_participants": len(self.participants(row["name"]))} for row in rows]

    def exists(self, room: str) -> bool:
        """Returns whether the project has a room of this name."""
        return self._store.find(ROOMS, project=self._project, name=room) is not None

    def participants(self, room: str) -> list[Info]:
        """Returns who is in the room, who came first at the front; nobody where there is no such room."""
        rows = self._store.select(PARTICIPANTS, {"project": self._project, "room": room})
        return [{name: value for name, value in _shown(row).items() if name != "room"} for row in rows]

    def find(self, room: str, identity: str) -> Info | None:
        """Returns the participant of this identity, or None."""
        return next((each for each in self.participants(room) if each["identity"] == identity), None)

    def join(self, room: str, participant: Info) -> Info:
        """Lets a participant in, in place of one of the same identity. Returns the participant with an id and the time."""
        now = self._namespace.clock.now()
        if not self.exists(room):
            made = new_room(room, self._namespace.ids, now)
            self._store.insert(ROOMS, made | {"project": self._project})
        self._store.delete(PARTICIPANTS, project=self._project, room=room, identity=participant["identity"])
        times = {"joined_at": int(now.timestamp()), "joined_at_ms": int(now.timestamp() * 1000)}
        joined = participant | times | {"sid": new_id("PA_", self._namespace.ids)}
        self._store.insert(PARTICIPANTS, joined | {"project": self._project, "room": room})
        return joined

    def leave(self, room: str, identity: str) -> None:
        """Lets a participant out, if there is one of this identity. With the last one the room goes."""
        self._store.delete(PARTICIPANTS, project=self._project, room=room, identity=identity)
        if not self.participants(room):
            self.delete(room)

    def delete(self, room: str) -> None:
        """Removes a room and everybody in it."""
        self._store.delete(PARTICIPANTS, project=self._project, room=room)
        self._store.delete(ROOMS, project=self._project, name=room)


def _shown(row: Info) -> Info:
    return {name: value for name, value in row.items() if value is not None and name != "project"}
