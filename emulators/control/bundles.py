"""`GET /__admin/requests/{number}/bundle` and `PUT /__admin/bundle`: a request with all that made its answer, given and taken
back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from emulators.control.fault_reading import read_fault
from emulators.control.reply import MAX_SNAPSHOT, answer, content, in_turn, namespace, number
from emulators.control.requests import find_request

if TYPE_CHECKING:
    from starlette.requests import Request

    from emulators.bundles.bundle import Bundle
    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace

JSON = "application/json"
KEEP = "keep"


async def give(request: Request) -> Response:
    """Answers with the bundle of one request, or with `requests` of them, the last of which is that one. Its secrets are
    replaced unless `secrets=keep`.

    Raises:
        HTTPException: 400, the query is wrong; 404, the request is not kept; 409, it could not be replayed.
    """
    from emulators.bundles.bundle import BadBundle  # noqa: PLC0415 -- starting need not wait for it
    from emulators.bundles.capture import CannotReplay, check  # noqa: PLC0415 -- starting need not wait for it
    from emulators.bundles.redaction import without_secrets  # noqa: PLC0415 -- starting need not wait for it

    emulators = request.app.state.namespaces.emulators
    most, secrets = number(request, "requests", 1, 1_000), request.query_params.get("secrets")
    if secrets not in (None, KEEP):
        raise HTTPException(400, f"secrets is {KEEP}, or nothing, not {secrets!r}")
    captured = await in_turn(request, _captured, request.path_params["number"], max(most, 1), emulators)
    try:
        made = await (check if secrets else without_secrets)(captured, emulators, read_fault)
    except (BadBundle, CannotReplay) as error:
        raise HTTPException(409, str(error)) from None
    return Response(made.text(), media_type=JSON)


def _captured(space: Namespace, wanted: str, most: int, emulators: tuple[Emulator, ...]) -> Bundle:
    from emulators.bundles.capture import capture  # noqa: PLC0415 -- starting need not wait for it

    last = find_request(space, wanted)
    if space.asks_elsewhere:
        raise HTTPException(409, "a carrier is asked over the network, and nobody could ask it again as it was")
    entries = [each for each in space.journal if each.number <= last.number and not each.outgoing]
    if last.outgoing:
        raise HTTPException(409, "the emulator itself sent this; a bundle is of a request that came in")
    return capture(space, emulators, entries[-most:])


async def take(request: Request) -> Response:
    """Makes the namespace what the first request of a bundle found, with an empty journal.

    Raises:
        HTTPException: 400, it is no bundle, or cannot be had here; 413, it is too large; 415, it has another content type.
    """
    from emulators.bundles.bundle import BadBundle, read_bundle  # noqa: PLC0415 -- starting need not wait for it
    from emulators.bundles.loading import load  # noqa: PLC0415 -- starting need not wait for it

    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise HTTPException(415, f"send Content-Type: {JSON}")
    try:
        bundle = read_bundle(await content(request, MAX_SNAPSHOT))
        await in_turn(request, load, bundle, request.app.state.namespaces.emulators, read_fault)
    except BadBundle as error:
        raise HTTPException(400, str(error)) from None
    return answer({"loaded": namespace(request).name, "requests": len(bundle.requests)})
