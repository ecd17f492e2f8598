"""Draws the two bodies that the page shows: `data`, or `error` with `details`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.http import Reply
from emulators.vendors.chorus import problems
from emulators.vendors.chorus.settings import NAME_WITHOUT_VALUE

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal

CONFLICT = "Conflict"
"""The error of a number that is there already: it breaks no rule of the body. The page prints no word for it."""
KEYS = ("id", "name", "number", "provider", "sipMode", "agentId", "createdAt", "updatedAt")


def success(call: Call, _operation: Operation, result: dict[str, Any]) -> Reply:
    """Draws a number with its eight documented keys; credentials, SIP fields and metadata are never shown."""
    shown = {key: result[key] for key in KEYS}
    if result["name"] is None and call.setting(NAME_WITHOUT_VALUE) == "left_out":
        del shown["name"]
    return Reply(call.status, {"data": shown})


def refusal(_call: Call, refusal: Refusal) -> Reply:
    """Draws a refusal: `details` has a row for every field that is wrong, and none where no field is to blame."""
    problem = refusal.problem
    if problem.field:
        error = CONFLICT if refusal.status == 409 else problems.INVALID.message
        return _error(refusal.status, error, [{"field": problem.field, "message": refusal.message}])
    wrong = [violation for violation in refusal.violations if violation.field]
    rows = [{"field": each.field, "message": f"{each.field} {each.words}"} for each in wrong]
    return _error(refusal.status, refusal.text, rows)


def _error(status: int, error: str, details: list[dict[str, str]]) -> Reply:
    return Reply(status, {"error": error, "details": details})
