"""`GET /__admin/requests[/{number}]`: what was asked and answered, why it was refused, secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from starlette.exceptions import HTTPException

from emulators.control.reply import answer, namespace, number
from emulators.core.clock import milliseconds
from emulators.core.mask import masked, masked_headers, without_userinfo
from emulators.core.media import Malformed, pairs

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.journal import Entry
    from emulators.core.problem import Refusal

PAGE, MOST = 100, 1_000
FORM = "application/x-www-form-urlencoded"


async def listed(request: Request) -> Response:
    """The latest ones, oldest first. `dropped` says how many are no longer kept."""
    journal = namespace(request).journal
    limit = number(request, "limit", PAGE, MOST)
    latest = list(journal)[-limit:] if limit else []
    return answer({"count": journal.count, "dropped": journal.dropped, "requests": [shown(entry) for entry in latest]})


async def one(request: Request) -> Response:
    """One exchange by its number, or by the whole `Emulator-Trace` of its answer."""
    space = namespace(request)
    wanted = request.path_params["number"].removeprefix(f"{space.name}-")
    entry = space.journal.find(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    if entry is None:
        raise HTTPException(404, f"no request {wanted!r} in {space.name}; {space.journal.dropped} were dropped")
    return answer(shown(entry))


def shown(entry: Entry) -> dict[str, Any]:
    """An entry as JSON, nothing secret in it."""
    secrets, request = entry.secrets, entry.request
    return {
        "number": entry.number,
        "at": milliseconds(entry.at),
        "emulator": entry.emulator,
        "outgoing": entry.outgoing,
        "method": request.method,
        "path": without_userinfo(request.path),
        "query": _body(request.query, FORM, secrets),
        "status": entry.status,
        "headers": masked_headers(request.headers, secrets),
        "request": _body(request.body, request.headers.get("content-type", ""), secrets),
        "response": _body(entry.body, "application/json", secrets),
        "refusal": _refusal(entry.refusal) if entry.refusal else None,
        "error": entry.error or None,
    }


def _body(body: bytes | None, media_type: str, secrets: frozenset[str]) -> Any:
    """What can be read is masked; what cannot be read could hold anything, so only its size is shown."""
    if not body:
        return None
    try:
        return masked(_form(body) if media_type.startswith(FORM) else _structure(body), secrets)
    except (Malformed, ValueError):
        return f"<{len(body)} bytes that are not {media_type.partition(';')[0] or 'JSON'}>"


def _form(body: bytes) -> dict[str, str]:
    """Raises `Malformed` for JSON that only calls itself a form, as `curl -d` does: it would be all name and no value."""
    if b"=" not in body or body.lstrip()[:1] in b'{["':
        raise Malformed
    return pairs(body)


def _structure(body: bytes) -> Any:
    """Raises `Malformed` for a mere string, which could be JSON once more."""
    read = orjson.loads(body)
    if isinstance(read, str):
        raise Malformed
    return read


def _refusal(refusal: Refusal) -> dict[str, Any]:
    problem = refusal.problem
    return {
        "message": refusal.message,
        "violations": [
            {"field": wrong.field, "kind": wrong.kind, "words": wrong.words} for wrong in refusal.violations
        ],
        "basis": problem.provenance.basis,
        "cite": problem.provenance.cite,
        "asked_for": problem.asked_for,
    }
