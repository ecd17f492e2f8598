"""A declaration per method of the SIP service and of the room service, and the effect that each has: one module per resource."""

from emulators.carriers.livekit.operations import dispatch_rules, participants, rooms, trunks

OPERATIONS = (*trunks.OPERATIONS, *dispatch_rules.OPERATIONS, *participants.OPERATIONS, *rooms.OPERATIONS)
