"""Describes the demo world of an emulator, as its clients need to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Credential:
    """Headers that open the demo world, and a note that says what they stand for."""

    headers: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """The demo world of one emulator. The first credential may do everything.

    `known` lists, by the property names of the wire, values that exist; `foreign` values that belong to somebody else.
    `sample` is a request that works in this world: its method, its path and its body.
    """

    credentials: tuple[Credential, ...]
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sample: tuple[str, str, Mapping[str, Any] | None] = ("GET", "/", None)
