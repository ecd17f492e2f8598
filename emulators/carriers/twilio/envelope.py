"""Twilio's two dialects: the core API's relative URIs and RFC 2822 dates, SIP trunking's absolute URLs and ISO 8601."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from emulators.carriers.twilio.rules import INVALID, blamed
from emulators.core.call import Reply

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.emulator import Operation
    from emulators.core.problem import Refusal

API_VERSION = "2010-04-01"
CODES = {400: 20001, 401: 20003}
"""Codes of the statuses that have no problem of their own; of the others 20000 and the status."""


def success(call: Call, operation: Operation, result: Any) -> Reply:
    """The body that the operation's effect drew."""
    return Reply(operation.status_in(call), result)


def refusal(call: Call, refusal: Refusal) -> Reply:
    """One code and one message; of several things wrong the first."""
    problem = refusal.problem
    message = refusal.message.replace("{path}", call.request.path)
    if problem is INVALID and refusal.violations:
        first = refusal.violations[0]
        problem = blamed(first)
        message = f"{first.field} {first.words}".strip()
    code = int(problem.code) if problem.code else CODES.get(problem.status, 20000 + problem.status)
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": problem.status,
    }
    return Reply(problem.status, body)


def account(_call: Call, row: dict[str, Any]) -> dict[str, Any]:
    uri = f"/{API_VERSION}/Accounts/{row['sid']}"
    return {
        "sid": row["sid"],
        "auth_token": row["auth_token"],
        "friendly_name": row["friendly_name"],
        "owner_account_sid": row["sid"],
        "status": row["status"],
        "type": "Full",
        "date_created": _rfc2822(row["date_created"]),
        "date_updated": _rfc2822(row["date_created"]),
        "uri": f"{uri}.json",
        "subresource_uris": {
            "incoming_phone_numbers": f"{uri}/IncomingPhoneNumbers.json",
            "applications": f"{uri}/Applications.json",
            "balance": f"{uri}/Balance.json",
        },
    }


def _rfc2822(moment: str) -> str:
    """`Thu, 30 Jul 2015 23:19:04 +0000`."""
    return format_datetime(datetime.fromisoformat(moment))
