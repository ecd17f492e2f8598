"""Committed, and the body breaks off or trickles in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class During:
    """The request is carried out. Its answer breaks off in the middle of the body, or with `seconds` takes that long."""

    seconds: float | None = None
    name: ClassVar[str] = "during"

    @property
    def said(self) -> str:
        return "carried out, body " + ("cut in half" if self.seconds is None else f"sent over {self.seconds:g} s")

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Raises `ConnectionResetError` where the client is in this process and the body is cut."""
        answered = await exchange.perform(Injected(note))
        if self.seconds is None:
            await exchange.truncate(answered)
        else:
            await exchange.trickle(answered, self.seconds)
