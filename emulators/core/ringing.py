"""An inbound call, as a telephone company would tell the owner of the number about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook request, signed and ready to go. `purpose` says what it tells: `answer`, `fallback`, `status`, ..."""

    purpose: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Ringing:
    """What one simulated call makes the carrier do. Each step lists the attempts for one message: they are made in order
    until one is answered with a 2xx. `id` is the carrier's own identifier of the call."""

    id: str
    steps: tuple[tuple[Delivery, ...], ...]
