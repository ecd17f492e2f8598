"""Carries out on a client's connection what a fault does to one HTTP request."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from starlette.types import Message, Receive, Scope, Send

    from emulators.core.faults.exchange import Injected, WireAnswer

FAULT = b"emulator-fault"
"""Our header on an answer that a fault had a hand in, so that nobody takes it for the emulator's own."""

CONNECTION = "emulators.connection"
"""The ASGI extension that holds the client's connection. Where it is missing the client is in this process."""

PARTS = 20
"""In how many parts a body trickles."""


class Connection(Protocol):
    """A client's connection as the server holds it."""

    def reset(self) -> None:
        """Breaks the connection off at once, so that the client's next read fails."""
        ...

    def close(self) -> None:
        """Closes the connection when what was written has been sent."""
        ...


async def send_answer(send: Send, answer: WireAnswer) -> None:
    """Sends a whole answer: status, headers and body."""
    await send(_start(answer))
    await send({"type": "http.response.body", "body": answer.body})


def _start(answer: WireAnswer) -> dict[str, object]:
    """Returns the head of an answer, with the length of its body where one may follow."""
    length = [] if answer.status == 204 else [(b"content-length", str(len(answer.body)).encode())]
    return {"type": "http.response.start", "status": answer.status, "headers": answer.headers + length}


class HttpExchange:
    """One HTTP request that the fault named `fault` has taken. `perform` has the emulator answer it."""

    def __init__(  # noqa: PLR0913, PLR0917 -- the parts of an ASGI request, and two of a fault
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        number: str,
        perform: Callable[[Injected], Awaitable[WireAnswer]],
        fault: str,
    ) -> None:
        self.number = number
        self._perform = perform
        self._receive = receive
        self._send = send
        self._fault = (FAULT, fault.encode())
        self._connection: Connection | None = scope.get("extensions", {}).get(CONNECTION)

    async def perform(self, injected: Injected) -> WireAnswer:
        """Has the emulator carry out the request, in its turn, and returns its answer, which is not sent yet."""
        answer = await self._perform(injected)
        answer.headers.append(self._fault)
        return answer

    async def send(self, answer: WireAnswer) -> None:
        """Sends a whole answer."""
        if self._fault not in answer.headers:
            answer.headers.append(self._fault)
        await send_answer(self._send, answer)

    async def trickle(self, answer: WireAnswer, seconds: float) -> None:
        """Sends a whole answer, its body in small parts over this many seconds."""
        size = max(1, -(-len(answer.body) // PARTS))
        parts = [answer.body[start : start + size] for start in range(0, len(answer.body), size)]
        await self._begin(answer, parts, seconds / PARTS)
        await self._send({"type": "http.response.body", "body": b""})

    async def truncate(self, answer: WireAnswer) -> None:
        """Sends the head of the answer and the first half of its body, and closes the connection.

        Raises:
            ConnectionResetError: the client is in this process, and has no connection.
        """
        await self._begin(answer, [answer.body[: len(answer.body) // 2]], 0)
        await self._end(self._found("closed the connection in the middle of the body").close)

    async def reset(self) -> None:
        """Resets the connection without an answer.

        Raises:
            ConnectionResetError: the client is in this process, and has no connection.
        """
        await self._end(self._found("reset the connection, as a lost reply does").reset)

    async def _begin(self, answer: WireAnswer, parts: Iterable[bytes], pause: float) -> None:
        await self._send(_start(answer))
        for part in parts:
            await asyncio.sleep(pause)
            await self._send({"type": "http.response.body", "body": part, "more_body": True})

    def _found(self, did: str) -> Connection:
        if self._connection is None:
            raise ConnectionResetError(f"a fault of this namespace {did}; DELETE /__admin/faults ends it")
        return self._connection

    async def _end(self, break_off: Callable[[], None]) -> None:
        """Breaks the connection off, and waits until the server knows: otherwise it would send an answer of its own."""
        break_off()
        message: Message = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await self._receive()
