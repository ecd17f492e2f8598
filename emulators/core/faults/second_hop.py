"""The outcome `second_hop`: makes a vendor's questions to its carrier fail."""

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
    """Carries the request out, and makes what it asks of a carrier fail: refused, done with the reply lost,
    rate-limited, or answered with no.

    `carrier` and `question` say which questions fail; empty ones mean all. `denied` applies only to questions that can
    be answered with no.
    """

    kind: Kind = "refused"
    carrier: str = ""
    question: str = ""
    name: ClassVar[str] = "second_hop"

    @property
    def said(self) -> str:
        """What the vendor gets from its carrier, for the journal."""
        return f"{self.carrier or 'every carrier'} {self.kind} {self.question or 'every question'}"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Carries out the request while its carriers fail."""
        await exchange.send(await exchange.perform(Injected(note, hop=self)))

    def ask(self, carrier: str, question: str, do: Callable[[], T]) -> T:
        """Returns the carrier's answer, or the no that the fault asks for.

        Raises:
            CarrierFailure: the fault makes this question fail, or the carrier itself does.
        """
        if carrier != (self.carrier or carrier) or question != (self.question or question):
            return do()
        if self.kind == "denied":
            return cast("T", False) if question in DENIABLE else do()  # noqa: FBT003 -- the carrier's no
        if self.kind == "lost":
            do()
        raise CarrierFailure(f"a fault made {carrier} fail: {self.kind}", limited=self.kind == "limited")
