"""Reads and writes messages of the services: protobuf as the SDKs send it, or JSON as Twirp has it. Loading protobuf takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from google.protobuf.json_format import Error, MessageToDict, ParseDict
from google.protobuf.message import DecodeError, Message
from google.protobuf.message_factory import GetMessageClass
from livekit.protocol import room, sip
from livekit.protocol.webhook import WebhookEvent

from emulators.carriers.livekit.protocol import JSON, PROTOBUF, ROOM_SERVICE, SIP_SERVICE
from emulators.core.media import Malformed, WrongMediaType, json_object, media_type

if TYPE_CHECKING:
    from google.protobuf.descriptor import MethodDescriptor

    from emulators.core.http import Request
    from emulators.core.operation import Operation

SERVICES = {
    SIP_SERVICE: sip.DESCRIPTOR.services_by_name["SIP"],
    ROOM_SERVICE: room.DESCRIPTOR.services_by_name["RoomService"],
}


def _method(operation: Operation) -> MethodDescriptor:
    service, _, name = operation.path.rpartition("/")
    return SERVICES[f"{service}/"].methods_by_name[name]


def decoded(operation: Operation, request: Request) -> dict[str, Any]:
    """Returns the request message by the names of the proto file, without the fields that are not set.

    JSON may use either spelling of a name.

    Raises:
        WrongMediaType: it is neither JSON nor protobuf.
        Malformed: it is no message of this operation.
    """
    message = GetMessageClass(_method(operation).input_type)()
    kind = media_type(request)
    if kind not in (JSON, PROTOBUF):
        raise WrongMediaType
    try:
        if kind == JSON:
            document = json_object(request.body or b"")
            _refuse_shapeless(message.DESCRIPTOR, document)
            ParseDict(document, message, ignore_unknown_fields=True)
        else:
            message.ParseFromString(request.body or b"")
        return MessageToDict(message, preserving_proto_field_name=True)
    except (Error, DecodeError):
        raise Malformed(f"not a {_method(operation).input_type.name}") from None


def _refuse_shapeless(kind: Any, document: Any) -> None:
    """Go wants an object where a message is due, and a name or a whole number for an enum; Python takes more."""
    if not isinstance(document, dict):
        raise Malformed(f"not a {kind.name}")
    named = [document.get(name) for field in kind.fields if field.enum_type for name in {field.name, field.json_name}]
    if any(isinstance(each, bool) or (isinstance(each, float) and not each.is_integer()) for each in named):
        raise Malformed(f"not a {kind.name}")
    for field in _messages(kind):
        for name in {field.name, field.json_name} & document.keys():
            value = document[name]
            for each in value if isinstance(value, list) and field.is_repeated else [value]:
                if each is not None:
                    _refuse_shapeless(field.message_type, each)


def _messages(kind: Any) -> list[Any]:
    """The fields that hold messages: no plain values, no maps, and none that JSON writes as text, like a duration."""
    found = [field for field in kind.fields if field.message_type]
    plain = [field for field in found if not field.message_type.GetOptions().map_entry]
    return [field for field in plain if field.message_type.file.package != "google.protobuf"]


def encoded(operation: Operation, kind: str, fields: dict[str, Any]) -> bytes:
    """Returns the response message in the form that the request had."""
    message = ParseDict(fields, GetMessageClass(_method(operation).output_type)())
    return message.SerializeToString() if kind == PROTOBUF else orjson.dumps(_json(message))


def webhook(event: dict[str, Any]) -> bytes:
    """Returns the body of a webhook that tells this event, in JSON."""
    return orjson.dumps(MessageToDict(ParseDict(event, WebhookEvent())))


def _json(message: Message) -> dict[str, Any]:
    """Proto names, unset fields with their zero, and null for an unset message outside a oneof: what the server's Go prints."""
    shown = MessageToDict(message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True)
    return _nulled(message, shown)


def _nulled(message: Message, shown: dict[str, Any]) -> dict[str, Any]:
    for field in message.DESCRIPTOR.fields:
        if field.message_type is not None and not field.is_repeated and field.containing_oneof is None:
            shown.setdefault(field.name, None)
    for nested in _messages(message.DESCRIPTOR):
        value = getattr(message, nested.name)
        if nested.is_repeated:
            for inner, drawn in zip(value, shown[nested.name], strict=True):
                _nulled(inner, drawn)
        elif message.HasField(nested.name):
            _nulled(value, shown[nested.name])
    return shown
