"""`GET|PUT|DELETE /__admin/clock`: shows, changes and restarts the clock of this namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from emulators.control.reply import answer, document, in_turn, namespace
from emulators.core.clock import BadTime, moment
from emulators.core.namespace import Namespace
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.control.call_runner import CallRunner
    from emulators.core.clock import Clock

CHANGES = ("now", "advance", "frozen")


async def show(request: Request) -> Response:
    """Answers with the time of the namespace, and whether its clock stands still."""
    return answer(await in_turn(request, _show))  # in turn: while a request is answered, its time stands still


def _show(space: Namespace) -> dict[str, Any]:
    clock = space.clock
    return {"now": clock.now().isoformat(timespec="milliseconds"), "frozen": clock.frozen is not None}


async def change(request: Request) -> Response:
    """Changes the clock: `{"now": "2024-01-15T10:30:00Z"}` sets it, `{"advance": 3600}` moves it by seconds,
    `{"frozen": true}` stops it.

    Raises:
        HTTPException: 400, a name or a value is wrong.
    """
    given = await document(request)
    for name in given:
        if name not in CHANGES:
            raise HTTPException(400, f"a clock has no {name!r}; {suggestion(name, CHANGES)}")
    try:
        await in_turn(request, _change, given)
    except BadTime as error:
        raise HTTPException(400, f"now {error}" if "now" in given else str(error)) from None
    await _carry_on(request)
    return await show(request)


async def restart(request: Request) -> Response:
    """Sets the clock to what it was when the namespace began."""
    await in_turn(request, Namespace.restart_clock)
    await _carry_on(request)
    return await show(request)


async def _carry_on(request: Request) -> None:
    """Sends the webhooks of calls that are due at the new time, before the answer."""
    runner: CallRunner = request.app.state.runner
    await runner.catch_up(namespace(request))
    runner.look(namespace(request))


def _change(space: Namespace, given: dict[str, Any]) -> None:
    clock = space.clock
    if "frozen" in given:  # first, so that a clock that is stopped and set shows what it was set to
        clock = _stop(clock, given["frozen"])
    if "now" in given:
        clock = clock.set(moment(given["now"]))
    if "advance" in given:
        clock = clock.advance(_seconds(given["advance"]))
    space.set_clock(clock)


def _seconds(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or given < 0:
        raise HTTPException(400, "advance is a number of seconds, 0 or more; now also sets an earlier time")
    return given


def _stop(clock: Clock, given: object) -> Clock:
    if not isinstance(given, bool):
        raise HTTPException(400, "frozen is true or false")
    return clock.freeze() if given else clock.run()
