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
    """How every namespace of a server begins. `settings` is keyed by emulator, then by name; `data` is a directory;
    `carriers` has, by name, the URLs that take the place of the `server` of those that are asked elsewhere.
    `namespace_ttl` is how many seconds a namespace may be idle: then one in memory is deleted, and the file of another is
    closed. None leaves those in memory, and closes files after ten minutes."""

    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    profile: str = "default"
    seed: int | None = None
    clock: Clock = field(default_factory=Clock)
    data: Path | None = None
    carriers: Mapping[str, str] = field(default_factory=dict)
    namespace_ttl: float | None = None
