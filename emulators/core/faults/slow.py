"""The outcome `slow`: carries the request out late, and otherwise as usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class Slow:
    """Carries the request out after the fault's delay, and sends its answer unchanged."""

    name: ClassVar[str] = "slow"

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        return "carried out late"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Carries out the request and sends its answer."""
        await exchange.send(await exchange.perform(Injected(note)))
