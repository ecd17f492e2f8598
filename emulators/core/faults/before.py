"""The outcome `before`: refuses the request before anything is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar

from emulators.core.faults.exchange import Injected
from emulators.core.problem import Problem

if TYPE_CHECKING:
    from emulators.core.faults.exchange import FaultedExchange
    from emulators.core.http import Reply


@dataclass(frozen=True, slots=True)
class Before:
    """Refuses the request with a problem in the emulator's envelope, or answers it with a given reply. Nothing is
    stored.

    Where the note has `retry_after`, the seconds that the fault still lasts, they are sent as the header `Retry-After`.
    """

    answer: Problem | Reply
    name: ClassVar[str] = "before"

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        return "refused, nothing stored"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Refuses or answers the request without carrying it out."""
        answered = await exchange.perform(self._injected(exchange.number, note))
        if "retry_after" in note:
            answered.headers.append((b"retry-after", str(note["retry_after"]).encode()))
        await exchange.send(answered)

    def _injected(self, number: str, note: Mapping[str, Any]) -> Injected:
        if isinstance(self.answer, Problem):
            return Injected(note, replace(self.answer, asked_for=True), _values(self.answer.message, number))
        return Injected(note, reply=self.answer)


def _values(message: str, number: str) -> dict[str, object]:
    """Returns values for the fields of a problem's message: the request's number where it has one, otherwise the
    field's name."""
    names = [name for _, name, _, _ in Formatter().parse(message) if name]
    return {name: [number or name] if name.endswith("s") else number or name for name in names}
