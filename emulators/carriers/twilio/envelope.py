"""Twilio's two dialects: the core API's relative URIs and RFC 2822 dates, SIP trunking's absolute URLs and ISO 8601."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from emulators.carriers.twilio.rules import INVALID, blamed
from emulators.carriers.twilio.tables import TRUNK_CREDENTIAL_LISTS
from emulators.core.http import Reply

if TYPE_CHECKING:
    from emulators.carriers.twilio.paging import Page
    from emulators.core.call import Call
    from emulators.core.operation import Operation, Success
    from emulators.core.problem import Refusal
    from emulators.core.store import Row

Draw = Callable[["Call", "Row"], dict[str, Any]]

API_VERSION = "2010-04-01"
CAPABILITIES = {"voice": True, "sms": True, "mms": True, "fax": False}
CODES = {400: 20001, 401: 20003}
"""Codes of the statuses that have no problem of their own; of the others 20000 and the status."""


def success(call: Call, _operation: Operation, _result: None) -> Reply:
    """Nothing but the status: what a deletion answers."""
    return Reply(call.status, None)


def one(draw: Draw) -> Success:
    """A reply that shows one row."""
    return lambda call, _operation, row: Reply(call.status, draw(call, row))


def many(key: str, draw: Draw) -> Success:
    """A reply that shows a page of rows in the core API: paging beside them, in URIs without a host."""

    def success(call: Call, _operation: Operation, page: Page) -> Reply:
        uri = quote(call.request.path)
        body = {
            key: [draw(call, row) for row in page.rows],
            "page": page.number,
            "page_size": page.size,
            "start": page.start,
            "end": page.end,
            "uri": f"{uri}?{page.own}",
            "first_page_uri": f"{uri}?{page.first}",
            "next_page_uri": page.next and f"{uri}?{page.next}",
            "previous_page_uri": page.previous and f"{uri}?{page.previous}",
        }
        return Reply(call.status, body)

    return success


def many_with_meta(key: str, draw: Draw) -> Success:
    """A reply that shows a page of rows in SIP trunking: paging in `meta`, in URLs that lead back here."""

    def success(call: Call, _operation: Operation, page: Page) -> Reply:
        url = call.request.url
        meta = {
            "key": key,
            "page": page.number,
            "page_size": page.size,
            "url": f"{url}?{page.own}",
            "first_page_url": f"{url}?{page.first}",
            "next_page_url": page.next and f"{url}?{page.next}",
            "previous_page_url": page.previous and f"{url}?{page.previous}",
        }
        return Reply(call.status, {"meta": meta, key: [draw(call, row) for row in page.rows]})

    return success


def refusal(call: Call, refusal: Refusal) -> Reply:
    """One code and one message; of several things wrong the first."""
    problem = refusal.problem
    message = problem.message.replace("{path}", call.request.path)
    if problem is INVALID:
        first = refusal.violations[0]
        problem = blamed(first)
        message = f"{first.field} {first.words}".strip()
    code = int(problem.code) if problem.code else CODES.get(refusal.status, 20000 + refusal.status)
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": refusal.status,
    }
    return Reply(refusal.status, body)


def account(_call: Call, row: Row) -> dict[str, Any]:
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


def balance(_call: Call, row: Row) -> dict[str, Any]:
    return {"account_sid": row["sid"], "balance": "0.05", "currency": "USD"}


def phone_number(_call: Call, row: Row) -> dict[str, Any]:
    return row | {
        "address_requirements": "none",
        "api_version": API_VERSION,
        "capabilities": CAPABILITIES,
        "emergency_address_status": "unregistered",
        "status": "in-use",
        "type": "local",
        **_core(row, "IncomingPhoneNumbers"),
    }


def application(_call: Call, row: Row) -> dict[str, Any]:
    return row | _core(row, "Applications")


def trunk(call: Call, row: Row) -> dict[str, Any]:
    url = f"{_base(call)}/v1/Trunks/{row['sid']}"
    secured = call.store.count(TRUNK_CREDENTIAL_LISTS, trunk_sid=row["sid"])
    kinds = ["CREDENTIAL_LIST"] if secured else []
    return row | {
        "recording": {"mode": "do-not-record", "trim": "do-not-trim"},
        "auth_type": ",".join(kinds),
        "auth_type_set": kinds,
        "symmetric_rtp_enabled": False,
        "url": url,
        "links": {
            "origination_urls": f"{url}/OriginationUrls",
            "credential_lists": f"{url}/CredentialLists",
            "phone_numbers": f"{url}/PhoneNumbers",
        },
    }


def origination_url(call: Call, row: Row) -> dict[str, Any]:
    return row | {"url": f"{_base(call)}/v1/Trunks/{row['trunk_sid']}/OriginationUrls/{row['sid']}"}


def trunk_number(call: Call, row: Row) -> dict[str, Any]:
    """The number once more, in the other dialect and without what only the core API shows."""
    url = f"{_base(call)}/v1/Trunks/{row['trunk_sid']}"
    return {name: row[name] for name in TRUNK_NUMBER} | {
        "address_requirements": "none",
        "api_version": API_VERSION,
        "capabilities": CAPABILITIES,
        "url": f"{url}/PhoneNumbers/{row['sid']}",
        "links": {"trunk": url},
    }


TRUNK_NUMBER = (
    "sid",
    "account_sid",
    "trunk_sid",
    "phone_number",
    "friendly_name",
    "beta",
    "voice_url",
    "voice_method",
    "voice_fallback_url",
    "voice_fallback_method",
    "voice_caller_id_lookup",
    "voice_application_sid",
    "status_callback",
    "status_callback_method",
    "sms_url",
    "sms_method",
    "sms_fallback_url",
    "sms_fallback_method",
    "sms_application_sid",
    "date_created",
    "date_updated",
)


def trunk_credential_list(call: Call, row: Row) -> dict[str, Any]:
    trunk_sid = call.path["TrunkSid"]
    return row | {
        "trunk_sid": trunk_sid,
        "url": f"{_base(call)}/v1/Trunks/{trunk_sid}/CredentialLists/{row['sid']}",
    }


def _core(row: Row, collection: str) -> dict[str, Any]:
    """Dates and URI as the core API writes them."""
    return {
        "date_created": _rfc2822(row["date_created"]),
        "date_updated": _rfc2822(row["date_updated"]),
        "uri": f"/{API_VERSION}/Accounts/{row['account_sid']}/{collection}/{row['sid']}.json",
    }


def _rfc2822(moment: str) -> str:
    """`Thu, 30 Jul 2015 23:19:04 +0000`."""
    return format_datetime(datetime.fromisoformat(moment))


def _base(call: Call) -> str:
    """Where the client found this emulator."""
    return call.request.url.removesuffix(call.request.path)
