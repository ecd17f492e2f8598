"""Draws the five keys that most of the vendor's replies have, and the two of a deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.core.http import Reply
from emulators.vendors.weya import problems

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal, Violation

KEYS = ("_id", "userId", "phoneNumber", "integration", "createdAt")


def success(call: Call, operation: Operation, result: dict[str, Any]) -> Reply:
    """Draws a number with its five documented keys; credentials are never shown. `code` is the page's, whatever the
    status."""
    data = {key: result[key] for key in KEYS}
    content = {"message": operation.message, "status": True, "code": 201, "errorMessage": "", "data": data}
    return Reply(call.status, content)


def deleted(call: Call, _operation: Operation, result: dict[str, Any]) -> Reply:
    """Draws the answer to a deletion: the id of what was deleted."""
    return Reply(call.status, {"success": True, "deletedId": result["_id"]})


def refusal(_call: Call, refusal: Refusal) -> Reply:
    """Draws a refusal. No page prints its body: this is the one envelope with the field that is there for it."""
    status = refusal.status
    wrong = [_wrong(each) for each in refusal.violations if each.field]
    text = "; ".join(wrong) or refusal.text
    return Reply(status, {"message": "", "status": False, "code": status, "errorMessage": text, "data": None})


def _wrong(violation: Violation) -> str:
    """Returns what is wrong with one field: of a user id in the page's words."""
    if (violation.field, violation.kind) == ("userId", "format"):
        return problems.BAD_USER_ID.message
    return f"{violation.field} {violation.words}"
