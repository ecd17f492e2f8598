"""Draws the two bodies that the page shows: `data`, or `error` with `details`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.http import Reply
from emulators.vendors.chorus import problems

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal

KEYS = ("id", "name", "number", "provider", "sipMode", "agentId", "createdAt", "updatedAt")


def success(call: Call, _operation: Operation, result: dict[str, Any]) -> Reply:
    """Draws a number with its eight documented keys; credentials, SIP fields and metadata are never shown."""
    return Reply(call.status, {"data": {key: result[key] for key in KEYS}})


def refusal(_call: Call, refusal: Refusal) -> Reply:
    """Draws a refusal: `details` has a row for every field that is wrong, and none where no field is to blame."""
    problem = refusal.problem
    if problem.field:
        return _error(refusal.status, problems.INVALID.message, [{"field": problem.field, "message": refusal.message}])
    wrong = [violation for violation in refusal.violations if violation.field]
    rows = [{"field": each.field, "message": f"{each.field} {each.words}"} for each in wrong]
    return _error(refusal.status, refusal.text, rows)


def _error(status: int, error: str, details: list[dict[str, str]]) -> Reply:
    return Reply(status, {"error": error, "details": details})
