"""The kinds of value in the messages of the SIP service. Their types are checked where they are decoded."""

from __future__ import annotations

from typing import Any

from emulators.core.provenance import documented
from emulators.core.schema import Text

Texts = list[Text]
Map = dict[str, Text]
Enum = Any
"""A name, or a number where the name is not known: proto3 enums are open."""

Message = dict[str, Any]
PROTO = documented("protobufs/livekit_sip.proto")
ROOM = documented("protobufs/livekit_room.proto")
MODELS = documented("protobufs/livekit_models.proto")
