"""The outcome `during`: carries the request out, then cuts the body of its answer or sends it slowly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange


@dataclass(frozen=True, slots=True)
class During:
    """Carries the request out, then cuts its answer in the middle of the body; with `seconds`, sends the body over that
    time."""

    seconds: float | None = None
    name: ClassVar[str] = "during"

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        return "carried out, body " + ("cut in half" if self.seconds is None else f"sent over {self.seconds:g} s")

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Carries out the request and cuts its answer or sends it slowly.

        Raises:
            ConnectionResetError: the body is to be cut, and the client is in this process, which has no connection.
        """
        answered = await exchange.perform(Injected(note))
        if self.seconds is None:
            await exchange.truncate(answered)
        else:
            await exchange.trickle(answered, self.seconds)
