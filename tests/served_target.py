"""A served emulator as somebody else's target: the options that lead a command there."""

from __future__ import annotations

from emulators.core.discovery import discover

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]
FIRST = next(emulator for emulator in VENDORS if emulator.world.known)


def elsewhere(served: str, space: str) -> list[str]:
    """The options that make a served emulator somebody else's target."""
    world = FIRST.world
    headers = [word for name, value in world.credentials[0].headers.items() for word in ("-H", f"{name}: {value}")]
    known = [
        word for name, values in world.known.items() for value in values for word in ("--known", f"{name}={value}")
    ]
    return ["--url", f"{served}/~{space}/{FIRST.name}{FIRST.base_path}", *headers, *known, "--rate", "0"]
