"""Replies in Twilio's two dialects: lists as the core API has them and as SIP trunking has them, and the one form of an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from emulators.carriers.twilio.codes import code_of
from emulators.carriers.twilio.problems import INVALID
from emulators.core.http import Reply

if TYPE_CHECKING:
    from emulators.carriers.twilio.paging import Page
    from emulators.core.call import Call
    from emulators.core.operation import Operation, Success
    from emulators.core.problem import Refusal

Draw = Callable[["Call", Any], dict[str, Any]]

CHALLENGE = (("WWW-Authenticate", 'Basic realm="Twilio API"'),)
"""What a 401 asks for, as recorded ones show it. RFC 9110 wants it with every 401."""

CODES = {400: "20001", 401: "20003"}
"""Codes of the statuses that have no problem of their own; of the others 20000 and the status."""


def success(call: Call, _operation: Operation, _result: None) -> Reply:
    """Returns the status alone: what a deletion answers."""
    return Reply(call.status, None)


def one(draw: Draw) -> Success:
    """Returns what draws a reply of one row."""
    return lambda call, _operation, row: Reply(call.status, draw(call, row))


def many(key: str, draw: Draw) -> Success:
    """Returns what draws a page of rows in the core API: paging beside them, in URIs without a host."""

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


def unpaged(key: str, draw: Draw) -> Success:
    """Returns what draws a list of the core API that the samples show without its paging."""

    def success(call: Call, _operation: Operation, found: list[Any]) -> Reply:
        return Reply(call.status, {key: [draw(call, each) for each in found], "uri": quote(call.request.path)})

    return success


def many_with_meta(key: str, draw: Draw) -> Success:
    """Returns what draws a page of rows in SIP trunking: paging in `meta`, in URLs that lead back here."""

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
    """Returns one code and one message; of several things wrong the first."""
    message = refusal.problem.message.replace("{path}", call.request.path)
    code = refusal.problem.code or CODES.get(refusal.status, str(20000 + refusal.status))
    if refusal.problem is INVALID:
        first = refusal.violations[0]
        message, code = f"{first.field} {first.words}".strip(), code_of(call, first) or code
    body = {
        "code": int(code),
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": refusal.status,
    }
    return Reply(refusal.status, body, headers=CHALLENGE if refusal.status == 401 else ())
