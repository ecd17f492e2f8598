"""Committed, and the reply lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected, WireAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class After:
    """The request is carried out, and its answer never arrives: the connection is reset, or a gateway answers instead."""

    gateway: WireAnswer | None = None
    name: ClassVar[str] = "after"

    @property
    def said(self) -> str:
        instead = f"a gateway's {self.gateway.status}" if self.gateway else "connection reset"
        return f"carried out, reply lost: {instead}"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Raises `ConnectionResetError` where the client is in this process."""
        await exchange.perform(Injected(note))
        if self.gateway is None:
            await exchange.reset()
        else:
            await exchange.send(WireAnswer(self.gateway.status, [*self.gateway.headers], self.gateway.body))
