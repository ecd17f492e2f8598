from __future__ import annotations

import asyncio
from typing import Any

import sample_vendor

from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server


class Watched(Namespaces):
    """Namespaces that tell when none is left."""

    def __init__(self) -> None:
        super().__init__((sample_vendor.emulator,), Options(namespace_ttl=0.01))
        self.none_left = asyncio.Event()

    def close_idle(self) -> None:
        super().close_idle()
        if not self.names():
            self.none_left.set()


def test_a_server_that_runs_lets_go_of_idle_namespaces() -> None:
    async def names_while_it_runs() -> list[str]:
        every, messages, left = Watched(), ["lifespan.startup", "lifespan.shutdown"], ["unknown"]
        every.get("a")

        async def receive() -> dict[str, str]:
            if len(messages) == 1:
                await every.none_left.wait()
                left[:] = every.names()
            return {"type": messages.pop(0)}

        async def send(_message: Any) -> None:
            pass

        server = Server(every, (sample_vendor.emulator,), None)
        await asyncio.wait_for(server({"type": "lifespan"}, receive, send), 10)
        return left

    assert asyncio.run(names_while_it_runs()) == []
