"""Twirp's replies: a message in the form of the request, or an error, which is always JSON. Middleware answers in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.carriers.livekit.problems import PLAIN
from emulators.carriers.livekit.protocol import encoded
from emulators.core.http import Reply
from emulators.core.media import media_type

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.operation import Operation
    from emulators.core.problem import Refusal

CODES = {
    400: "invalid_argument",
    401: "unauthenticated",
    403: "permission_denied",
    404: "not_found",
    409: "already_exists",
    412: "failed_precondition",
    429: "resource_exhausted",
    501: "unimplemented",
    503: "unavailable",
}
"""Twirp's codes by HTTP status, for a failure that was asked for by its status."""


def success(call: Call, operation: Operation, result: Any) -> Reply:
    """Returns the message in the form of the request."""
    kind = media_type(call.request)
    return Reply(call.status, encoded(operation, kind, result), kind)


def refusal(call: Call, refusal: Refusal) -> Reply:
    """Returns Twirp's JSON for an error, or the plain text of the middleware."""
    problem, request = refusal.problem, call.request
    if problem.code == PLAIN:
        return Reply(refusal.status, refusal.message.encode(), "text/plain; charset=utf-8")
    code = problem.code or CODES.get(refusal.status, "internal")
    content: dict[str, Any] = {"code": code, "msg": refusal.message}
    if code == "bad_route":
        sent = {"path": request.path, "method": request.method, "content_type": request.headers.get("content-type", "")}
        content["msg"] = problem.message.format(**sent)
        content["meta"] = {"twirp_invalid_route": f"{request.method} {request.path}"}
    if code == "malformed":
        form = media_type(request).removeprefix("application/")
        content["msg"] = problem.message.format(form=form)
    return Reply(refusal.status, content)
