"""Asks a server that runs, and reads what a command that asks it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from emulators.core.discovery import discover

if TYPE_CHECKING:
    from command import Done

VENDOR = discover()[0]
OPERATION = next(each for each in VENDOR.operations if each.path == VENDOR.world.sample[1])
WHERE = f"{VENDOR.name}.{OPERATION.name}"


def said(done: Done) -> str:
    """Returns what a command that went well printed."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def sample(root: str) -> httpx.Response:
    """Sends the vendor's sample request to a namespace."""
    method, path, body = VENDOR.world.sample
    headers = dict(VENDOR.world.credentials[0].headers)
    return httpx.request(method, f"{root}/{VENDOR.name}{path}", json=body, headers=headers)
