"""Every emulator, and its sample request, for tests of the plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from emulators.core.discovery import discover

if TYPE_CHECKING:
    import httpx

EVERY = discover()
VENDORS = [emulator for emulator in EVERY if emulator.kind == "vendor"]
named = pytest.mark.parametrize("emulator", EVERY, ids=lambda emulator: emulator.name)
vendors = pytest.mark.parametrize("emulator", VENDORS, ids=lambda emulator: emulator.name)


def ask(client: httpx.Client, emulator, url: str = "", **changes) -> httpx.Response:
    """Sends the emulator's sample request."""
    method, path, body = emulator.world.sample
    return client.request(method, url + path.removeprefix(emulator.base_path), json=body and {**body, **changes})


def number_field(emulator) -> str:
    method, path, _ = emulator.world.sample
    return next(each.number for each in emulator.operations if (each.method, each.path) == (method, path))
