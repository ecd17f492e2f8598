"""Repairs usual mistakes in a path: a slash at its end, a base path forgotten or doubled, a path of another emulator, a
misspelling."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from emulators.explanation.repair import Repair
from emulators.explanation.routing import operation_of, route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request
    from emulators.core.operation import Operation

ALIKE = 0.75
"""How alike a path and one that there is must be, from 0 to 1, for a misspelling."""


def path_repairs(emulator: Emulator, request: Request) -> Iterator[Repair]:
    """Yields the request with each path that was likely meant, those with the request's method first."""
    found: dict[str, str] = {}
    for path, words in _meant(emulator, request.path):
        if path != request.path and route(emulator, path)[0]:
            found.setdefault(path, words)
    for path in sorted(found, key=lambda each: operation_of(emulator, request.method, each) is None):
        yield Repair(replace(request, path=path), f"{found[path]}: did you mean {path}?")


def elsewhere(emulators: tuple[Emulator, ...], emulator: Emulator, request: Request) -> list[str]:
    """Returns which other emulators have this path, a line each."""
    return [
        f"{request.path} is a path of {each.name}, and this request came to {emulator.name}"
        for each in emulators
        if each is not emulator and route(each, request.path)[0]
    ]


def method_repairs(emulator: Emulator, request: Request) -> Iterator[Repair]:
    """Yields the request with each method that its path has."""
    methods = list(route(emulator, request.path)[0])
    for method in methods:
        words = f"{request.path} takes {' and '.join(methods)}, not {request.method}"
        yield Repair(replace(request, method=method), words)


def _meant(emulator: Emulator, path: str) -> Iterator[tuple[str, str]]:
    yield (
        (path.rstrip("/"), "a slash too many at the end") if path.endswith("/") else (f"{path}/", "a slash is missing")
    )
    parts = path.rstrip("/").split("/")[1:]
    for cut in range(1, len(parts)):
        rest = f"/{'/'.join(parts[cut:])}"
        doubled = parts[:cut] == parts[cut : 2 * cut]
        yield rest, f"/{'/'.join(parts[:cut])} is there twice" if doubled else f"/{'/'.join(parts[:cut])} is too much"
    for operation in emulator.operations:
        yield from _prefixed(operation, parts)
    yield from _misspelt(emulator, path)


def _prefixed(operation: Operation, parts: list[str]) -> Iterator[tuple[str, str]]:
    """Yields the path with the first parts of an operation's path before it, where it lacks them."""
    template = operation.path.split("/")[1:]
    missing = len(template) - len(parts)
    if missing > 0 and not any(part.startswith("{") for part in template[:missing]):
        prefix = f"/{'/'.join(template[:missing])}"
        yield f"{prefix}/{'/'.join(parts)}", f"the base path {prefix} is missing"


def _misspelt(emulator: Emulator, path: str) -> Iterator[tuple[str, str]]:
    """Yields the path corrected to the most similar path of an operation with as many parts."""
    parts = path.split("/")
    filled = [
        "/".join(given if own.startswith("{") else own for own, given in zip(template, parts, strict=True))
        for template in (operation.path.split("/") for operation in emulator.operations)
        if len(template) == len(parts)
    ]
    for alike, candidate in sorted(
        ((SequenceMatcher(None, path, each).ratio(), each) for each in filled), reverse=True
    ):
        if alike >= ALIKE:
            yield candidate, "there is no such path"
