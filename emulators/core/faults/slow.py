"""Late, and otherwise as ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class Slow:
    """The request waits for the fault's delay and is then carried out and answered as if nothing had been."""

    name: ClassVar[str] = "slow"

    @property
    def said(self) -> str:
        return "carried out late"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        await exchange.send(await exchange.perform(Injected(note)))
