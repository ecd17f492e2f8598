"""Telnyx's bodies: `data`, `data` with `meta`, or `errors`. Nothing else here builds a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.telnyx.problems import OWN_TITLES, TITLES
from emulators.carriers.telnyx.schema.values import URL_WORDS
from emulators.carriers.telnyx.settings import DISCOURAGE_RETRIES
from emulators.core.http import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.carriers.telnyx.paging import Page
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Problem, Refusal, Violation

QUERIES = ("filter[", "page[")
"""How the names of parameters begin that a request with a body may have."""

DETAILS = {
    "10003": "The URL provided was invalid, malformed, or too long. URLs can be a maximum of 2000 characters.",
    "10004": "A required parameter was missing.",
    "10016": "The specified phone number parameter must be in +E.164 format.",
}


def success(call: Call, _operation: Operation, result: Mapping[str, Any]) -> Reply:
    """Returns `data`: one thing."""
    return Reply(call.status, {"data": result})


def listed(call: Call, _operation: Operation, page: Page) -> Reply:
    """Returns `data` with `meta`: a page of things. A client that finds no `meta` asks for page 2 for ever."""
    size = call.query.page_size
    meta = {
        "page_number": call.query.page_number,
        "page_size": size,
        "total_pages": -(-page.total // size),
        "total_results": page.total,
    }
    return Reply(call.status, {"data": page.items, "meta": meta})


def found(call: Call, _operation: Operation, numbers: list[dict[str, Any]]) -> Reply:
    """Returns `data` with two names for what was found: a search has no pages."""
    meta = {"total_results": len(numbers), "best_effort_results": 0}
    return Reply(call.status, {"data": numbers, "meta": meta, "metadata": meta})


def refusal(call: Call, refusal: Refusal) -> Reply:
    """Returns `errors`: one for each field that is wrong, or one where no field is to blame."""
    problem = refusal.problem
    wrong = [_violation(call, each) for each in refusal.violations if each.field]
    errors = wrong or [_error(problem.code, refusal.message, _source(call, problem.field))]
    status = 400 if refusal.violations and not wrong else refusal.status  # a request that is not well-formed
    told = problem.asked_for and call.setting(DISCOURAGE_RETRIES)
    return Reply(status, {"errors": errors}, headers=(("x-should-retry", "false"),) if told else ())


def error_of(problem: Problem) -> dict[str, Any]:
    """Returns a problem as one of `errors`, for a request that was done in part."""
    return _error(problem.code, problem.message, {})


def _violation(call: Call, violation: Violation) -> dict[str, Any]:
    code = _code(violation)
    source = _source(call, "/".join(map(str, violation.where)))
    return _error(code, DETAILS.get(code, f"{violation.field} {violation.words}"), source)


def _source(call: Call, where: str) -> dict[str, str]:
    """Where in the request the error is: a parameter of the query, a pointer into the body, or nowhere in particular."""
    if not where:
        return {}
    asked = call.request.method in {"GET", "HEAD"} or where.startswith(QUERIES)
    return {"parameter": where} if asked else {"pointer": f"/{where}"}


def _code(violation: Violation) -> str:
    if violation.kind == "missing":
        return "10004"
    if violation.words == URL_WORDS:
        return "10003"
    return "10016" if "E.164" in violation.words else "10015"


def _error(code: str, detail: str, source: dict[str, str]) -> dict[str, Any]:
    error: dict[str, Any] = {
        "code": code,
        "title": OWN_TITLES.get(detail, TITLES[code]),
        "detail": detail,
        "meta": {"url": f"https://developers.telnyx.com/docs/overview/errors/{code}"},
    }
    return {**error, "source": source} if source else error
