"""Serves ASGI applications over HTTP: in this thread until it is interrupted, or in another thread until a block ends."""

from __future__ import annotations

import gc
import socket
import sys
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import uvicorn

from emulators.connection import Http
from emulators.control.guard import is_loopback
from emulators.server import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp

    from emulators.core.options import Options

MOST_FILES = 8_192

MOST_CONNECTIONS = 4_000
"""How many connections are served at once; a request on a further one is answered with 503. It is below the open files."""

PATIENCE = 30
"""Seconds for it to start, and to stop."""

KEEP_ALIVE = 75
"""Seconds for which an idle connection is kept. Clients keep theirs for 5 (httpx, Node) to 60: whoever keeps it shorter than
its client closes it, now and then, just when a request is on its way."""


def serve(
    *names: str, options: Options | None = None, host: str = "127.0.0.1", port: int = 8080, admin_token: str = ""
) -> None:
    """Serves the emulators of these names, or all of them, until the process is interrupted.

    A single one answers at the root, several each below `/NAME`. The control plane answers who presents `admin_token`;
    without one it answers everybody, and there is none where the host is not loopback.

    Raises:
        UnknownEmulator: a name is no emulator's.
        BadData, BadSetting: the options cannot be met.
        OSError: the address cannot be listened on.
    """
    admin = bool(admin_token) or is_loopback(host)
    app = assemble(names, options, hosts=(host,), root=len(names) == 1, admin=admin, admin_token=admin_token)
    with closing(listen(host, port)) as listening:
        open_more_files()
        run(app, listening)


@contextmanager
def background(*names: str, options: Options | None = None) -> Iterator[str]:
    """Yields the base URL of a server of these emulators, or of all, which runs in a thread until the block ends.

    Each answers below `/NAME`, on a free port of loopback.

    Raises:
        UnknownEmulator: a name is no emulator's.
        BadData, BadSetting: the options cannot be met.
        TimeoutError: the server did not start within 30 seconds.
    """
    with run_in_thread(assemble(names, options)) as url:
        yield url


def listen(host: str, port: int) -> socket.socket:
    """Returns a socket bound to the address.

    Raises:
        OSError: the address is taken, or cannot be bound.
        UnicodeError: the host is no host name.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


def open_more_files() -> None:
    """Raises this process's limit of open files where it can: a namespace in a file takes three."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serves the application on the socket until the process is interrupted."""
    gc.collect()
    gc.freeze()  # what is loaded by now stays: no collection need look at it again
    gc.set_threshold(20_000, 50, 50)
    uvicorn.Server(configure(app)).run(sockets=[listening])


@contextmanager
def run_in_thread(app: ASGIApp) -> Iterator[str]:
    """Yields the base URL of the application, which is served on a free port of loopback until the block ends.

    Raises:
        TimeoutError: it did not start within 30 seconds.
    """
    server, started = uvicorn.Server(configure(app)), threading.Event()
    thread = threading.Thread(target=_run, args=(server, started), daemon=True)
    thread.start()
    if not started.wait(PATIENCE):
        raise TimeoutError(f"the emulators did not start within {PATIENCE} s")
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def configure(app: ASGIApp) -> uvicorn.Config:
    """Returns the uvicorn settings of every server: HTTP only, and no header of uvicorn's own."""
    return uvicorn.Config(
        app,
        port=0,
        http=Http,
        ws="none",
        access_log=False,
        proxy_headers=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
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
