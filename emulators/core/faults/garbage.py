"""The outcome `garbage`: carries the request out and answers with what no client can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from emulators.core.faults.exchange import Injected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.core.faults.exchange import FaultedExchange, WireAnswer

HTML = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n"
"""As a proxy writes it."""

Kind = Literal["html", "invalid_json", "content_type"]


@dataclass(frozen=True, slots=True)
class Garbage:
    """Carries the request out, and answers with a proxy's HTML, with JSON that breaks off, or with JSON called plain
    text.

    `status` takes the place of the emulator's own.
    """

    kind: Kind = "html"
    status: int | None = None
    name: ClassVar[str] = "garbage"

    @property
    def said(self) -> str:
        """What the client gets, for the journal."""
        return f"carried out, answer spoilt: {self.kind}"

    async def happen(self, exchange: FaultedExchange, note: Mapping[str, Any]) -> None:
        """Carries out the request and sends a spoilt answer."""
        await exchange.send(self._spoilt(await exchange.perform(Injected(note))))

    def _spoilt(self, answer: WireAnswer) -> WireAnswer:
        status = self.status or answer.status
        if self.kind == "html":
            return answer.with_body(HTML, "text/html", status)
        if self.kind == "invalid_json":
            return answer.with_body(answer.body[:-1] or b"{", "application/json", status)
        return answer.with_body(answer.body, "text/plain", status)
