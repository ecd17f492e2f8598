"""`GET|POST|PUT|DELETE /__admin/faults`: shows, adds, replaces and clears the faults of this namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.fault_reading import BadFault, read_fault
from emulators.control.reply import answer, document, namespace

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.faults.fault import Fault


async def list_faults(request: Request) -> Response:
    """Answers with every fault, and how many requests each saw and took."""
    return answer({"faults": [show_fault(fault) for fault in namespace(request).faults.faults]})


async def add(request: Request) -> Response:
    """Adds one fault after those that exist.

    Raises:
        HTTPException: 400, the fault is impossible.
    """
    fault = _read(await document(request), request)
    namespace(request).faults.faults.append(fault)
    return answer(show_fault(fault), 201)


async def replace(request: Request) -> Response:
    """Replaces all faults by `{"faults": [...]}`; where one is impossible, none is replaced.

    Raises:
        HTTPException: 400, a fault is impossible.
    """
    given = (await document(request)).get("faults")
    if not isinstance(given, list):
        raise HTTPException(400, 'send {"faults": [...]}')
    namespace(request).faults.faults = [_read(each, request) for each in given]
    return await list_faults(request)


async def clear(request: Request) -> Response:
    """Removes all faults, and answers with those that took no request."""
    plan = namespace(request).faults
    cleared = {"cleared": len(plan.faults), "unused": [show_fault(fault) for fault in plan.unused]}
    plan.faults = []
    return answer(cleared)


def show_fault(fault: Fault) -> dict[str, Any]:
    """Returns a fault as it was sent, with how many requests it saw and took."""
    return {**fault.given, "seen": fault.seen, "used": fault.used}


def _read(given: Any, request: Request) -> Fault:
    try:
        return read_fault(given, request.app.state.namespaces.emulators)
    except BadFault as error:
        raise HTTPException(400, str(error)) from None
