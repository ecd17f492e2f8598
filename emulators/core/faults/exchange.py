"""Defines a fault's outcome, and what it may do with one request: have it carried out, answer it, or break the
connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from emulators.core.http import Reply
    from emulators.core.problem import Problem
    from emulators.core.second_hop import Interference


@dataclass(slots=True)
class WireAnswer:
    """An HTTP answer as it is sent, without the length of its body; header names are in lower case."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def with_body(self, body: bytes, media_type: str, status: int) -> WireAnswer:
        """Returns the same answer with another body, media type and status."""
        kept = [(name, value) for name, value in self.headers if name != b"content-type"]
        return WireAnswer(status, [*kept, (b"content-type", media_type.encode("latin-1"))], body)


@dataclass(frozen=True, slots=True)
class Injected:
    """What the pipeline does otherwise for one request because of a fault, and the note that its journal entry carries.

    `problem` refuses the request and `reply` answers it, both before anything is read or written. `hop` is asked before
    the request's carriers are.
    """

    note: Mapping[str, Any]
    problem: Problem | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    reply: Reply | None = None
    hop: Interference | None = None


class FaultedExchange(Protocol):
    """One request that a fault has taken, and with which nothing was done yet."""

    @property
    def number(self) -> str:
        """The telephone number that the request is about, or an empty text."""
        ...

    async def perform(self, injected: Injected) -> WireAnswer:
        """Has the emulator carry out the request, in its turn, and returns its answer, which is not sent yet."""
        ...

    async def send(self, answer: WireAnswer) -> None:
        """Sends a whole answer."""
        ...

    async def trickle(self, answer: WireAnswer, seconds: float) -> None:
        """Sends a whole answer, its body in small parts over this many seconds."""
        ...

    async def truncate(self, answer: WireAnswer) -> None:
        """Sends the head of the answer and the first half of its body, and closes the connection.

        Raises:
            ConnectionResetError: the client is in this process, and has no connection.
        """
        ...

    async def reset(self) -> None:
        """Resets the connection without an answer.

        Raises:
            ConnectionResetError: the client is in this process, and has no connection.
        """
        ...


class FaultOutcome(Protocol):
    """One way in which a request fails."""

    @property
    def name(self) -> str:
        """What commands and the journal call the outcome, such as `after`."""
        ...

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        ...

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Makes one request fail. `note` is what its journal entries say about the fault.

        Raises:
            ConnectionResetError: the connection is to break, and the client is in this process, which has none.
        """
        ...
