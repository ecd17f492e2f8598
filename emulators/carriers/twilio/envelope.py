"""Twilio's two dialects: the core API's relative URIs and RFC 2822 dates, SIP trunking's absolute URLs and ISO 8601."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from emulators.carriers.twilio import problems
from emulators.core.http import Reply

if TYPE_CHECKING:
    from emulators.carriers.twilio.paging import Page
    from emulators.core.call import Call
    from emulators.core.operation import Operation, Success
    from emulators.core.problem import Problem, Refusal, Violation
    from emulators.core.store import Row

Draw = Callable[["Call", "Row"], dict[str, Any]]

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
    if problem is problems.INVALID:
        first = refusal.violations[0]
        problem = _blamed(first)
        message = f"{first.field} {first.words}".strip()
    code = int(problem.code) if problem.code else CODES.get(refusal.status, 20000 + refusal.status)
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": refusal.status,
    }
    return Reply(refusal.status, body)


def _blamed(violation: Violation) -> Problem:
    """The problem that has a code of its own for this field, or the general one."""
    name = violation.field
    if name.endswith(("Url", "Callback")) and name != "SipUrl":
        return problems.BAD_URL
    if name.endswith("Method"):
        return problems.BAD_METHOD
    own = {"PhoneNumber": problems.BAD_NUMBER, "AreaCode": problems.BAD_AREA_CODE}
    return own.get(name, problems.INVALID)
