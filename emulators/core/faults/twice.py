"""The outcome `twice`: carries the request out twice, as a proxy that tries again does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class Twice:
    """Carries the request out twice, and sends the second answer, as from a proxy that lost the first."""

    name: ClassVar[str] = "twice"

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        return "carried out twice, the second answer sent"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Carries out the request twice and sends the second answer."""
        await exchange.perform(Injected(note))
        await exchange.send(await exchange.perform(Injected(note)))
