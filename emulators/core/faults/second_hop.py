"""What a vendor asks of its carrier fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, cast

from emulators.core.carrier import CarrierFailure
from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.core.faults.exchange import FaultedExchange

T = TypeVar("T")
Kind = Literal["refused", "lost", "limited", "denied"]
DENIABLE = ("authenticate", "owns")
"""What a carrier answers with yes or no."""


@dataclass(frozen=True, slots=True)
class SecondHop:
    """The request is carried out, and what it asks of a carrier is refused, is done with the reply lost, is rate-limited, or
    is answered with no.

    `carrier` and `question` say which questions fail; empty ones mean all. With `denied` only those that have a no for an
    answer do.
    """

    kind: Kind = "refused"
    carrier: str = ""
    question: str = ""
    name: ClassVar[str] = "second_hop"

    @property
    def said(self) -> str:
        return f"{self.carrier or 'every carrier'} {self.kind} {self.question or 'every question'}"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        await exchange.send(await exchange.perform(Injected(note, hop=self)))

    def ask(self, carrier: str, question: str, do: Callable[[], T]) -> T:
        """The carrier's answer, or the one that was asked for in its place. Raises `CarrierFailure`."""
        if carrier != (self.carrier or carrier) or question != (self.question or question):
            return do()
        if self.kind == "denied":
            return cast("T", False) if question in DENIABLE else do()  # noqa: FBT003 -- the carrier's no
        if self.kind == "lost":
            do()
        raise CarrierFailure(f"a fault made {carrier} fail: {self.kind}", limited=self.kind == "limited")
