"""The outcome `after`: carries the request out and then loses its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected, WireAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class After:
    """Carries the request out and loses its answer: the connection is reset, or a gateway answers instead."""

    gateway: WireAnswer | None = None
    name: ClassVar[str] = "after"

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        instead = f"a gateway's {self.gateway.status}" if self.gateway else "connection reset"
        return f"carried out, reply lost: {instead}"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Carries out the request and loses its answer.

        Raises:
            ConnectionResetError: the client is in this process, where no connection can be reset.
        """
        await exchange.perform(Injected(note))
        if self.gateway is None:
            await exchange.reset()
        else:
            await exchange.send(WireAnswer(self.gateway.status, [*self.gateway.headers], self.gateway.body))
