"""The services as Twirp has them: their paths and two media types. Protobuf is loaded with the first message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from emulators.core.http import Request
    from emulators.core.operation import Operation

SIP_SERVICE, ROOM_SERVICE = "/twirp/livekit.SIP/", "/twirp/livekit.RoomService/"
JSON, PROTOBUF = "application/json", "application/protobuf"


def decoded(operation: Operation, request: Request) -> dict[str, Any]:
    """Returns the request message by the names of the proto file, without the fields that are not set.

    Raises:
        WrongMediaType: it is neither JSON nor protobuf.
        Malformed: it is no message of this operation.
    """
    from emulators.carriers.livekit import messages  # noqa: PLC0415 -- protobuf is loaded with the first message

    return messages.decoded(operation, request)


def encoded(operation: Operation, kind: str, fields: dict[str, Any]) -> bytes:
    """Returns the response message in the form that the request had."""
    from emulators.carriers.livekit import messages  # noqa: PLC0415 -- protobuf is loaded with the first message

    return messages.encoded(operation, kind, fields)


def webhook(event: dict[str, Any]) -> bytes:
    """Returns the body of a webhook that tells this event, in JSON."""
    from emulators.carriers.livekit import messages  # noqa: PLC0415 -- protobuf is loaded with the first message

    return messages.webhook(event)
