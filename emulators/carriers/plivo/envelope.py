"""Plivo's bodies: the object itself with an `api_id`, a list with `meta` and `objects`, a message, or an `error`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from emulators.carriers.plivo.problems import NO_PATH, SUSPENDED, UNAUTHORIZED
from emulators.carriers.plivo.settings import UNAUTHORIZED_AS_JSON
from emulators.carriers.plivo.tables import ACCOUNTS, APPLICATIONS, NUMBERS, STOCK
from emulators.core.http import Reply
from emulators.core.local_carrier import FLAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from emulators.carriers.plivo.paging import Page
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal
    from emulators.core.store import Row

OURS = frozenset({"auth_token", "suspended", *FLAGS})
ACCOUNT = tuple(name for name in ACCOUNTS.columns if name not in OURS)
NUMBER = tuple(name for name in NUMBERS.columns if name != "auth_id")
FOR_SALE = (*(name for name in STOCK.columns if name != "country_iso"), "resource_uri")
APPLICATION = tuple(name for name in APPLICATIONS.columns if name != "auth_id")


def success(call: Call, operation: Operation, result: Mapping[str, Any]) -> Reply:
    """Returns `created` or `changed`, with the identifiers of what was."""
    return _with_api_id(call, call.status, {**result, "message": operation.message})


def one(keys: tuple[str, ...]) -> Callable[[Call, Operation, Row], Reply]:
    """Returns what draws one row, with these of its columns."""

    def draw(call: Call, _operation: Operation, row: Row) -> Reply:
        return _with_api_id(call, call.status, {key: row[key] for key in keys})

    return draw


def several(keys: tuple[str, ...]) -> Callable[[Call, Operation, Page], Reply]:
    """Returns what draws a page of rows, with these of their columns."""

    def draw(call: Call, _operation: Operation, page: Page) -> Reply:
        objects = [{key: row[key] for key in keys} for row in page.rows]
        return _with_api_id(call, call.status, {"meta": _meta(call, page.total), "objects": objects})

    return draw


def several_of(
    draw: Callable[[Row, datetime], dict[str, Any]],
) -> Callable[[Call, Operation, Page | dict[str, Any]], Reply]:
    """Returns what draws a page of rows, each with `draw`, or a document as it is."""

    def success(call: Call, operation: Operation, found: Page | dict[str, Any]) -> Reply:
        if isinstance(found, dict):
            return document(call, operation, found)
        objects = [draw(row, call.now) for row in found.rows]
        return _with_api_id(call, call.status, {"meta": _meta(call, found.total), "objects": objects})

    return success


def document(call: Call, _operation: Operation, shown: Mapping[str, Any]) -> Reply:
    """Returns a document as it is, with an `api_id`."""
    return _with_api_id(call, call.status, dict(shown))


def nothing(call: Call, _operation: Operation, _result: object) -> Reply:
    """Returns the status alone: what a deletion answers."""
    return Reply(call.status, None)


def refusal(call: Call, refusal: Refusal) -> Reply:
    """Returns JSON with an `error`, or a text where JSON would crash the Python client's list calls."""
    problem = refusal.problem
    if problem is UNAUTHORIZED and not call.setting(UNAUTHORIZED_AS_JSON):
        return Reply(401, problem.message.encode(), "text/plain", (("WWW-Authenticate", "Basic"),))
    if problem in {SUSPENDED, NO_PATH}:
        return Reply(refusal.status, problem.message.encode(), "text/plain")
    return _with_api_id(call, refusal.status, {"error": _error(refusal)})


def _error(refusal: Refusal) -> str | dict[str, str]:
    """An object keyed by field where fields are to blame, and else a text."""
    wrong = {each.field: each.words for each in refusal.violations if each.field}
    if wrong:
        return wrong
    problem = refusal.problem
    return {problem.field: problem.message} if problem.field else problem.message


def _meta(call: Call, total: int) -> dict[str, Any]:
    limit, offset = call.query.limit, call.query.offset
    following, before = offset + limit, max(0, offset - limit)
    return {
        "limit": limit,
        "offset": offset,
        "total_count": total,
        "next": _link(call, following) if following < total else None,
        "previous": _link(call, before) if offset else None,
    }


def _link(call: Call, offset: int) -> str:
    return f"{call.request.path}?{urlencode({**call.query.given(), 'limit': call.query.limit, 'offset': offset})}"


def _with_api_id(call: Call, status: int, body: dict[str, Any]) -> Reply:
    return Reply(status, {"api_id": str(UUID(call.ids.hex(32), version=1)), **body})
