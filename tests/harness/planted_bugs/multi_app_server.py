"""Many applications behind one port of loopback, served in a thread; the first part of a path says which."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator


class MultiAppServer:
    """One ASGI application that hands each request to the application its path names; more can be mounted while it runs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._apps: dict[str, Any] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        _, name, path = scope["path"].split("/", 2)
        await self._apps[name]({**scope, "path": f"/{path}"}, receive, send)

    def mount(self, app: Any) -> str:
        """Serve one more application, and return its base URL."""
        name = str(len(self._apps))
        self._apps[name] = app
        return f"{self.url}/{name}"


@contextmanager
def serve_apps() -> Iterator[MultiAppServer]:
    """Serve on a free port of loopback until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        # A connection made before the server accepts waits in the backlog, so no test has to poll until it is up.
        listener.listen(16)
        apps = MultiAppServer(f"http://127.0.0.1:{listener.getsockname()[1]}")
        config = uvicorn.Config(apps, lifespan="off", ws="none", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield apps
        finally:
            server.should_exit = True
            thread.join(timeout=10)
