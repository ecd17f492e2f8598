"""`GET|DELETE /__admin/requests[/{number}[/explanation]]`: shows the requests with their answers, and why they were refused,
secrets masked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import orjson
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from emulators.control.exchange import show_entry
from emulators.control.reply import answer, base, in_turn, namespace, number
from emulators.control.request_filter import BadFilter, Filter, number_of, read_filter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.datastructures import State
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.journal import Entry
    from emulators.core.namespace import Namespace

PAGE, MOST = 100, 1_000
EVENTS = "text/event-stream"
STILL_HERE = 15.0
"""Seconds of silence after which a line says that the connection still stands."""

WAITING = 1_000
"""How many requests wait for a slow reader; those after them are left out."""

LAST = "last"
"""What stands for the number of the latest request."""


async def list_requests(request: Request) -> Response:
    """Answers with the latest exchanges, oldest first, or follows them as server-sent events. `dropped` counts those
    that are no longer kept.

    Raises:
        HTTPException: 400, a filter is wrong.
    """
    wanted = _filter(request)
    if "follow" in request.query_params or EVENTS in request.headers.get("accept", ""):
        return StreamingResponse(_events(request, wanted), media_type=EVENTS)
    journal = namespace(request).journal
    limit = number(request, "limit", PAGE, MOST)
    found = [entry for entry in journal if wanted(entry)]
    latest = found[-limit:] if limit else []
    return answer(
        {"count": journal.count, "dropped": journal.dropped, "requests": [show_entry(entry) for entry in latest]}
    )


async def show_request(request: Request) -> Response:
    """Answers with one exchange, by its number, by the `Emulator-Trace` of its answer, or the latest by the word `last`.

    Raises:
        HTTPException: 404, it is not kept or never was.
    """
    return answer(show_entry(find_request(namespace(request), request.path_params["number"])))


async def explain_request(request: Request) -> Response:
    """Answers with one exchange, and why it was answered so.

    Raises:
        HTTPException: 404, it is not kept or never was.
    """
    state = request.app.state
    return answer(await in_turn(request, _explain, request.path_params["number"], state, base(request)))


def _explain(space: Namespace, wanted: str, state: State, base_url: str) -> dict[str, Any]:
    from emulators.explanation.explanation import explain  # noqa: PLC0415 -- starting need not wait for it

    entry = find_request(space, wanted)
    mount = base_url if state.root else f"{base_url}/{entry.emulator}"
    return show_entry(entry) | explain(space, state.namespaces.emulators, entry, mount)


def find_request(space: Namespace, wanted: str) -> Entry:
    """Returns the entry that a number, a trace or `last` names.

    Raises:
        HTTPException: 404, it is not kept or never was.
    """
    sought = number_of(wanted, space.name)
    found = None if sought is None else space.journal.find(sought)
    if wanted == LAST:
        found = next(reversed(space.journal), None)
    if found is None:
        raise HTTPException(404, f"no request {wanted!r} in {space.name}; {space.journal.dropped} were dropped")
    return found


async def clear(request: Request) -> Response:
    """Forgets all requests; the numbers of later ones go on."""
    journal = namespace(request).journal
    cleared = len(list(journal))
    journal.clear()
    return answer({"cleared": cleared})


def _filter(request: Request) -> Filter:
    space = namespace(request).name
    try:
        return read_filter(request.query_params, space, request.app.state.namespaces.emulators)
    except BadFilter as error:
        raise HTTPException(400, str(error)) from None


async def _events(request: Request, wanted: Filter) -> AsyncIterator[bytes]:
    """Yields server-sent events: with `since` those requests that are kept, then each new one."""
    queue: asyncio.Queue[Entry] = asyncio.Queue(WAITING)
    space, loop = namespace(request), asyncio.get_running_loop()

    def put(entry: Entry) -> None:
        if not queue.full():
            queue.put_nowait(entry)

    def watch(name: str, entry: Entry) -> None:
        if name == space.name and wanted(entry):
            loop.call_soon_threadsafe(put, entry)  # where a carrier is asked elsewhere this is another thread

    watchers = request.app.state.namespaces.watchers
    watchers.add(watch)
    try:
        yield b": new requests follow\n\n"
        kept = list(space.journal) if "since" in request.query_params else []
        for entry in filter(wanted, kept):
            yield _event(entry)
        while True:
            try:
                yield _event(await asyncio.wait_for(queue.get(), STILL_HERE))
            except TimeoutError:
                yield b": still here\n\n"
    finally:
        watchers.discard(watch)


def _event(entry: Entry) -> bytes:
    return b"id: %d\nevent: request\ndata: %b\n\n" % (entry.number, orjson.dumps(show_entry(entry)))
