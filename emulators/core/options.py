"""Holds the options with which every namespace of a server begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.core.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How every namespace of a server begins.

    `settings` are by emulator, then by name. `data` is the directory that keeps namespaces in files. `carriers` holds,
    by name, the URL of each carrier that is asked over its own API, in place of its `server`. `namespace_ttl` is after
    how many idle seconds a namespace in memory is deleted, and one in a file closed; None keeps those in memory, and
    closes files after ten minutes.
    """

    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    profile: str = "default"
    seed: int | None = None
    clock: Clock = field(default_factory=Clock)
    data: Path | None = None
    carriers: Mapping[str, str] = field(default_factory=dict)
    namespace_ttl: float | None = None
