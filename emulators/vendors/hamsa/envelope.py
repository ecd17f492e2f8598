"""Draws the body that the page shows, `success`, `message` and `data`, and refusals in the words that the vendor's SDK
reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.http import Reply
from emulators.vendors.hamsa import problems
from emulators.vendors.hamsa.settings import SIP_OUTBOUND_CONFIGS, WITHOUT_AGENT

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal

ORIGINATION_URI = "sip:sip.eu.tryhamsa.com:5060;transport=tcp"
SAMPLE_SIP = {"address": "sip.example.com", "transportType": "TCP", "customHeaders": {}}


def success(call: Call, _operation: Operation, result: Any) -> Reply:
    """Draws a success: `data` is a number, an array of numbers, or a sentence."""
    if isinstance(result, list):
        result = [_phone_number(call, row) for row in result]
    elif isinstance(result, dict):
        result = _phone_number(call, result)
    return Reply(call.status, {"success": True, "message": "Success", "data": result})


def refusal(_call: Call, refusal: Refusal) -> Reply:
    """Draws a refusal: `message` is a sentence, which clients print, and names every field that is wrong with its
    reason."""
    wrong = [f"{each.field}: {each.words}" for each in refusal.violations if each.field]
    problem = refusal.problem
    key = problem.code or problems.KEYS.get(refusal.status) or problem.message.upper().replace(" ", "_")
    return Reply(refusal.status, {"success": False, "message": "; ".join(wrong) or refusal.text, "messageKey": key})


def _phone_number(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    """Returns a number with its eleven documented keys, as far as the settings want those without a value; credentials are
    never shown."""
    shown = {
        "id": row["id"],
        "number": row["number"],
        "label": row["label"],
        "type": row["type"],
        "userId": row["userId"],
        "sipInboundConfigs": {"originationUri": ORIGINATION_URI},
        "sipOutboundConfigs": _sip_outbound(call, row["sipOutboundConfigs"]),
        "voiceAgentId": row["voiceAgentId"],
        "voiceAgent": row["voiceAgent"],
        "createdAt": row["createdAt"],
        "updatedAt": row["updatedAt"],
    }
    return {name: value for name, value in shown.items() if value is not None or name not in _left_out(call)}


def _sip_outbound(call: Call, stored: dict[str, Any] | None) -> dict[str, Any] | None:
    shows_the_sample = stored is None and call.setting(SIP_OUTBOUND_CONFIGS) == "sample"
    return SAMPLE_SIP if shows_the_sample else stored


def _left_out(call: Call) -> set[str]:
    """Returns the keys that are not there where they have no value."""
    agent = {"voiceAgentId", "voiceAgent"} if call.setting(WITHOUT_AGENT) == "left_out" else set()
    return agent | ({"sipOutboundConfigs"} if call.setting(SIP_OUTBOUND_CONFIGS) == "left_out" else set())
