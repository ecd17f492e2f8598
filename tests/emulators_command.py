"""The command `emulators` in a process of its own, and the options that lead it to a served emulator."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from serving import BIN

from emulators.core.discovery import discover

if TYPE_CHECKING:
    from pathlib import Path

VENDORS = [emulator for emulator in discover() if emulator.kind == "vendor"]
FIRST = next(emulator for emulator in VENDORS if emulator.world.known)


def emulators(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [BIN / "emulators", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=cwd)


def elsewhere(served: str, space: str) -> list[str]:
    """The options that make a served emulator somebody else's target."""
    world = FIRST.world
    headers = [word for name, value in world.credentials[0].headers.items() for word in ("-H", f"{name}: {value}")]
    known = [
        word for name, values in world.known.items() for value in values for word in ("--known", f"{name}={value}")
    ]
    return ["--url", f"{served}/~{space}/{FIRST.name}{FIRST.base_path}", *headers, *known, "--rate", "0"]
