"""The messages of the SIP service, by the names of `livekit_sip.proto`: one module per resource."""

from emulators.carriers.livekit.schema.dispatch_rules import CreateDispatchRule, DispatchRuleId, UpdateDispatchRule
from emulators.carriers.livekit.schema.lists import ListDispatchRules, ListTrunks
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
    "DispatchRuleId",
    "ListDispatchRules",
    "ListTrunks",
    "TrunkId",
    "UpdateDispatchRule",
    "UpdateInboundTrunk",
    "UpdateOutboundTrunk",
]
