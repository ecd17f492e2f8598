"""The messages of the services, by the names of their proto files: one module per resource."""

from emulators.carriers.livekit.schema.dispatch_rules import CreateDispatchRule, DispatchRuleId, UpdateDispatchRule
from emulators.carriers.livekit.schema.lists import ListDispatchRules, ListLegacyTrunks, ListTrunks
from emulators.carriers.livekit.schema.participants import CreateParticipant, TransferParticipant
from emulators.carriers.livekit.schema.rooms import ListRooms, RoomName, RoomParticipant
from emulators.carriers.livekit.schema.trunks import (
    CreateInboundTrunk,
    CreateOutboundTrunk,
    TrunkId,
    UpdateInboundTrunk,
    UpdateOutboundTrunk,
)

__all__ = [
    "CreateDispatchRule",
    "CreateInboundTrunk",
    "CreateOutboundTrunk",
    "CreateParticipant",
    "DispatchRuleId",
    "ListDispatchRules",
    "ListLegacyTrunks",
    "ListRooms",
    "ListTrunks",
    "RoomName",
    "RoomParticipant",
    "TransferParticipant",
    "TrunkId",
    "UpdateDispatchRule",
    "UpdateInboundTrunk",
    "UpdateOutboundTrunk",
]
