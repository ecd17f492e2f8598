"""Many applications behind one port of loopback, served in a thread; the first part of a path says which."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator


class House:
    """Applications come and go while the server runs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._rooms: dict[str, Any] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        _, room, path = scope["path"].split("/", 2)
        await self._rooms[room]({**scope, "path": f"/{path}"}, receive, send)

    def let(self, app: Any) -> str:
        """The base URL of an application that lives here from now on."""
        room = str(len(self._rooms))
        self._rooms[room] = app
        return f"{self.url}/{room}"


@contextmanager
def open_house() -> Iterator[House]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        # Who knocks before the server looks is kept waiting, so nobody has to ask whether it is there.
        door.listen(16)
        house = House(f"http://127.0.0.1:{door.getsockname()[1]}")
        config = uvicorn.Config(house, lifespan="off", ws="none", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([door],), daemon=True)
        thread.start()
        try:
            yield house
        finally:
            server.should_exit = True
            thread.join(timeout=10)
