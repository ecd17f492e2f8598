"""`POST /__admin/calls`: simulates an inbound call, of which the number's owner gets the webhooks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.delivery import deliver
from emulators.control.reply import answer, document, in_turn, namespace
from emulators.core.mask import without_userinfo
from emulators.explanation.ownership import why_unowned

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.emulator import Emulator
    from emulators.core.inbound_call import InboundCall
    from emulators.core.namespace import Namespace

CALLER = "+15550100100"
MOST_COPIES = 10


async def receive(request: Request) -> Response:
    """Has each carrier where somebody owns the number receive the call, and answers with the webhooks that it sent.

    Raises:
        HTTPException: 400, a value is wrong; 404, nobody owns the number.
        MissingExtra: a package that the carrier needs is not installed.
    """
    given = await document(request)
    to, caller = _number(given, "to"), _number({"from": CALLER, **given}, "from")
    copies = given.get("copies", 1)
    if type(copies) is not int or not 1 <= copies <= MOST_COPIES:
        raise HTTPException(400, f"copies is a whole number from 1 to {MOST_COPIES}")
    inbound = await in_turn(request, _receive_call, request.app.state.namespaces.emulators, to, caller)
    if not inbound:
        raise HTTPException(404, await in_turn(request, why_unowned, request.app.state.namespaces.emulators, to))
    space, allowed = namespace(request), request.app.state.callbacks
    return answer({"calls": [await _call(space, emulator, each, allowed, copies) for emulator, each in inbound]})


def _number(given: dict[str, Any], name: str) -> str:
    number = given.get(name)
    if not (isinstance(number, str) and re.fullmatch(r"\+[1-9][0-9]{1,14}", number)):
        raise HTTPException(400, f"{name} is an E.164 number such as +15551234567")
    return number


def _receive_call(
    space: Namespace, every: tuple[Emulator, ...], to: str, caller: str
) -> list[tuple[Emulator, InboundCall]]:
    asked = [(each, each.telephony.receive_call(space, to, caller)) for each in every if each.telephony]
    return [(emulator, inbound) for emulator, inbound in asked if inbound]


async def _call(
    space: Namespace, emulator: Emulator, inbound: InboundCall, allowed: frozenset[str], copies: int
) -> dict[str, Any]:
    deliveries = [
        {
            "purpose": attempt.purpose,
            "method": attempt.method,
            "url": without_userinfo(attempt.url),
            "status": entry.status or None,
            "error": entry.error or None,
            "request": entry.number,
        }
        async for attempt, entry in deliver(space, emulator, inbound.steps, allowed, copies)
    ]
    return {"carrier": emulator.name, "id": inbound.id, "deliveries": deliveries}
