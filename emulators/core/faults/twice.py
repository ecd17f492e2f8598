"""Carried out twice, as by a proxy that tries again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class Twice:
    """The request is carried out twice, and the client gets the second answer, as from a proxy that lost the first."""

    name: ClassVar[str] = "twice"

    @property
    def said(self) -> str:
        return "carried out twice, the second answer sent"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        await exchange.perform(Injected(note))
        await exchange.send(await exchange.perform(Injected(note)))
