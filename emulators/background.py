"""A server in a thread of this process, for tests and for holding the emulators to their contracts over HTTP."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.server import Server

PATIENCE = 30
"""Seconds for it to start, and to stop."""

KEEP_ALIVE = 75
"""Seconds for which an idle connection is kept. Clients keep theirs for 5 (httpx, Node) to 60: whoever keeps it shorter than
its client closes it, now and then, just when a request is on its way."""


@contextmanager
def background(app: Server) -> Iterator[str]:
    """The base URL of the application, served on a free port of loopback until the block ends."""
    server, started = uvicorn.Server(configured(app)), threading.Event()
    thread = threading.Thread(target=_run, args=(server, started), daemon=True)
    thread.start()
    if not started.wait(PATIENCE):
        raise TimeoutError(f"the emulators did not start within {PATIENCE} s")
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def configured(app: Server) -> uvicorn.Config:
    """How it is served, here as on the command line: HTTP and nothing else, with no header of the server's own."""
    return uvicorn.Config(
        app,
        port=0,
        ws="none",
        access_log=False,
        proxy_headers=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=2,
    )


def _run(server: uvicorn.Server, started: threading.Event) -> None:
    startup = server.startup

    async def and_tell(sockets: object = None) -> None:
        await startup(sockets)  # type: ignore[arg-type]
        started.set()

    server.startup = and_tell  # type: ignore[method-assign]
    server.run()
