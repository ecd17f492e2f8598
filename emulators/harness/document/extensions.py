"""Knows the extensions (`x-...`) that a contract may use, and finds others in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.harness.nearest import meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.document.document import Pointer, YamlDocument
    from emulators.harness.errors import ContractError

EXTENSIONS = frozenset(
    [
        "x-basis",
        "x-bind",
        "x-branch",
        "x-cite",
        "x-echo",
        "x-emulator",
        "x-examples",
        "x-exchange",
        "x-foreign-branch",
        "x-given",
        "x-headers",
        "x-history",
        "x-home",
        "x-kind",
        "x-known",
        "x-literal",
        "x-owned",
        "x-profile",
        "x-reads",
        "x-secret",
        "x-source",
        "x-unique",
        "x-unordered",
        "x-volatile",
        "x-when",
    ]
)
"""Every extension that `contracts/README.md` lists."""

_PLAIN = frozenset({"const", "default", "enum", "example", "value"})
"""Keys of plain data, in which an `x-` is nobody's extension."""
_NAMING = frozenset(
    [
        "$defs",
        "callbacks",
        "content",
        "encoding",
        "examples",
        "x-examples",
        "headers",
        "links",
        "parameters",
        "pathItems",
        "paths",
        "properties",
        "requestBodies",
        "responses",
        "schemas",
        "scopes",
        "securitySchemes",
        "variables",
    ]
)
"""Keys of objects whose own keys are names that the document gives."""


def unknown_extensions(document: YamlDocument) -> Iterator[ContractError]:
    """Yields an error for every `x-` key of a document that no contract may use, with the extension that was likely meant."""
    for pointer in _extensions(document.value, ()):
        if pointer[-1] not in EXTENSIONS:
            yield document.error(pointer, f"there is no {pointer[-1]}{meant(pointer[-1], EXTENSIONS)}")


def _extensions(value: Any, pointer: Pointer) -> Iterator[Pointer]:
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _extensions(inner, (*pointer, str(index)))
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _below(key, inner, (*pointer, key))


def _below(key: str, value: Any, pointer: Pointer) -> Iterator[Pointer]:
    if key.startswith("x-"):
        yield pointer
    if key in _NAMING and isinstance(value, dict):
        for name, inner in value.items():
            yield from _extensions(inner, (*pointer, name))
    elif key not in _PLAIN and not key.startswith("x-"):
        yield from _extensions(value, pointer)
