"""Draws the two bodies: `success` with `data`, as on the page, and `success: false` with `error`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.http import Reply
from emulators.core.mask import MASK
from emulators.vendors.freya.settings import MASK_PASSWORD, PRINTED_ANSWER

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal

PRINTED_CONFIG: dict[str, Any] = {
    "capabilities": {"voice": "<string>", "sms": True},
    "voiceConfig": "<string>",
    "messagingConfig": "<string>",
    "emergencyCalls": True,
    "originationUri": "sip.us1.freyavoice.ai:5080",
    "sipInbound": {"enabled": True},
    "sipOutbound": {
        "enabled": True,
        "endpoint": "<string>",
        "port": 123,
        "username": "<string>",
        "password": "<string>",
        "fromDomain": "<string>",
        "transportProtocol": "UDP",
        "secureMedia": True,
        "headers": [{"key": "<string>", "value": "<string>"}],
    },
}
"""What the page prints in an answer, but for the agents; the guide's address of the United States in place of a `<string>`."""

KEYS = ("id", "number", "workspaceId", "userId", "createdAt", "updatedAt")


def success(call: Call, operation: Operation, result: dict[str, Any]) -> Reply:
    """Draws one number."""
    return _done(call, operation, {"phoneNumber": _phone_number(call, result)})


def updated(call: Call, operation: Operation, result: list[tuple[str, dict[str, Any] | Refusal]]) -> Reply:
    """Draws the numbers that were changed, and why the others were not."""
    changed = [_phone_number(call, row) for _, row in result if isinstance(row, dict)]
    errors = [
        {"id": number, "error": refusal.message, "details": _details(refusal)}
        for number, refusal in result
        if not isinstance(refusal, dict)
    ]
    return _done(call, operation, {"updated": changed, "errors": errors})


def refusal(_call: Call, refusal: Refusal) -> Reply:
    """Draws a refusal: `details` has a row for every field that is wrong, and none where no field is to blame."""
    problem = refusal.problem
    error = {
        "message": refusal.text,
        "code": problem.code or problem.message.upper().replace(" ", "_"),
        "details": _details(refusal),
    }
    return Reply(refusal.status, {"success": False, "error": error})


def _done(call: Call, operation: Operation, result: dict[str, Any]) -> Reply:
    return Reply(call.status, {"success": True, "data": {"message": operation.message, "result": result}})


def _details(refusal: Refusal) -> list[dict[str, str]]:
    blamed = [{"field": refusal.problem.field, "message": refusal.message}] if refusal.problem.field else []
    wrong = [violation for violation in refusal.violations if violation.field]
    return blamed + [{"field": each.field, "message": f"{each.field} {each.words}"} for each in wrong]


def _phone_number(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    """Returns what was sent, and what the workspace knows of its agents; a key that has no value is absent."""
    shown = {key: row[key] for key in KEYS}
    if row["friendlyName"] is not None:
        shown["friendlyName"] = row["friendlyName"]
    printed = call.setting(PRINTED_ANSWER)
    shown["config"] = _config(call, (PRINTED_CONFIG if printed else {}) | row["config"])
    for end, agent in row["agents"].items():
        shown |= _agent(end.removesuffix("Id"), agent, printed=printed)
    return shown


def _config(call: Call, config: dict[str, Any]) -> dict[str, Any]:
    """Returns the configuration as it is shown: the response documents `sipOutbound.password`, so it is echoed unless
    the setting hides it."""
    sip = config.get("sipOutbound")
    if isinstance(sip, dict) and "password" in sip and call.setting(MASK_PASSWORD):
        return {**config, "sipOutbound": {**sip, "password": MASK}}
    return config


def _agent(prefix: str, agent: dict[str, Any] | None, *, printed: bool) -> dict[str, str]:
    """Returns what is known of an agent; its workflow where it is one, or where the answer is to be as it is `printed`."""
    if agent is None:
        return {}
    known = {f"{prefix}Name": agent["name"], f"{prefix}EntityType": agent["entityType"]}
    workflow = agent["workflowId"] or ("<string>" if printed else None)
    return known | ({f"{prefix}WorkflowId": workflow} if workflow else {})
