"""The record that a request asks for: a new one, one in the place of another, or one that is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit.media import upgraded
from emulators.carriers.livekit.project import Project
from emulators.carriers.livekit.record import changed
from emulators.carriers.livekit.rooms import Rooms

if TYPE_CHECKING:
    from emulators.carriers.livekit.project import RecordKind
    from emulators.carriers.livekit.record import Info
    from emulators.core.call import Call


def project(call: Call) -> Project:
    """Returns the project of whoever asks."""
    return Project(call.namespace, call.principal.tenant)


def rooms(call: Call) -> Rooms:
    """Returns the rooms of the project of whoever asks."""
    return Rooms(call.namespace, call.principal.tenant)


def sent(call: Call) -> dict[str, Any]:
    """Returns the fields of the request message that are set."""
    document: dict[str, Any] = call.body.given()
    return document


def new_trunk(call: Call) -> Info:
    """Returns the trunk that the message has."""
    trunk: Info = sent(call)["trunk"]
    return trunk


def new_dispatch_rule(call: Call) -> Info:
    """Returns the rule that the message has, or that its deprecated flat fields make."""
    body = sent(call)
    return upgraded(body["dispatch_rule"]) if "dispatch_rule" in body else body


def identifier(kind: RecordKind, call: Call) -> str:
    """Returns the id of the record that the request names."""
    return str(getattr(call.body, kind.key))


def updated(kind: RecordKind, call: Call) -> Info:
    """Returns the record as it would be: replaced but for its id and birthday, or changed where the update says so."""
    body = sent(call)
    old = project(call).find(kind, identifier(kind, call)) or {}
    if "replace" in body:
        replacement: Info = body["replace"]
        return replacement | {name: old[name] for name in (kind.key, "created_at")}
    return changed(old, body["update"])
