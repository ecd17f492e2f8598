"""`GET /__admin/world`: says for every emulator where it is, which credentials it takes, and which ids exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.control.reply import answer, base, namespace
from emulators.core import magic

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from emulators.core.emulator import Emulator


async def show(request: Request) -> Response:
    """Answers with the demo world of this namespace."""
    state = request.app.state
    return answer(describe_world(base(request), namespace(request).name, state.mounted, root=state.root))


def describe_world(base_url: str, name: str, mounted: tuple[Emulator, ...], *, root: bool = False) -> dict[str, Any]:
    """Returns the demo world of these emulators as JSON, each mounted by its name under `base_url`, or the only one at
    its root."""
    return {
        "namespace": name,
        "emulators": {
            emulator.name: _emulator(base_url if root else f"{base_url}/{emulator.name}", emulator)
            for emulator in mounted
        },
        "magic_numbers": {"+15005550<status>": "the vendor refuses with that HTTP status, 400 to 599", **magic.NUMBERS},
    }


def _emulator(mount: str, emulator: Emulator) -> dict[str, Any]:
    world = emulator.world
    return {
        "kind": emulator.kind,
        "base_url": mount + emulator.base_path,
        "stands_for": emulator.server,
        "credentials": [{"headers": dict(each.headers), "note": each.note} for each in world.credentials],
        "known": {name: list(values) for name, values in world.known.items()},
        "foreign": {name: list(values) for name, values in world.foreign.items()},
        "numbers": list(emulator.numbers),
        "operations": {each.name: f"{each.method} {each.path}" for each in emulator.operations},
    }
