"""Finds the operation of a path, as the application of an emulator does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from starlette.routing import compile_path

from emulators.core.application import paths

if TYPE_CHECKING:
    import re

    from emulators.core.emulator import Emulator
    from emulators.core.operation import Operation
    from emulators.core.pipeline import Methods


def route(emulator: Emulator, path: str) -> tuple[Methods, dict[str, str]]:
    """Returns the operations of a path by method, and the path's parameters; no operations where there is no such path."""
    wanted = emulator.normalize_path(path)
    for pattern, methods in _patterns(emulator):
        found = pattern.match(wanted)
        if found:
            return methods, found.groupdict()
    return {}, {}


def operation_of(emulator: Emulator, method: str, path: str) -> Operation | None:
    """Returns the operation with this method and path, or None."""
    return route(emulator, path)[0].get("GET" if method == "HEAD" else method)


@cache
def _patterns(emulator: Emulator) -> list[tuple[re.Pattern[str], Methods]]:
    """Returns the paths of the operations as patterns, those without parameters first."""
    ordered = sorted(paths(emulator).items(), key=lambda each: "{" in each[0])
    return [(compile_path(path)[0], methods) for path, methods in ordered]
